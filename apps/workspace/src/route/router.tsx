import { type AnyRouter, createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { Shell } from '../shell/shell.tsx'

/**
 * Three addresses over one frame: the inbox, a conversation in it, the settings. The frame draws them itself,
 * because a co-browse has to go on while the agent looks at another conversation or at the settings.
 */
export function createAppRouter(): AnyRouter {
  const root = createRootRoute({ component: Shell, notFoundComponent: () => null })
  const inbox = createRoute({ getParentRoute: () => root, path: '/' })
  const conversation = createRoute({ getParentRoute: () => root, path: '/c/$conversationId' })
  const settings = createRoute({ getParentRoute: () => root, path: '/settings' })
  return createRouter({
    routeTree: root.addChildren([inbox, conversation, settings]),
    basepath: '/workspace',
  })
}
