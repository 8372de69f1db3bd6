import { connector, HTTP_KEY } from '@alongside/channel'
import type { Boot, PageApi } from './boot.ts'
import { fetchDeployment } from './model/deployment.ts'
import { createMessenger } from './model/messenger.ts'
import { openPageApi } from './page-api.ts'
import { safeStorage } from './storage.ts'
import { mountMessenger } from './view/mount.tsx'
import { loadWords } from './words/words.ts'

// What the proposal's chunk shares with the widget instead of bringing its own (build.mjs).
export { useEffect, useRef, useState } from 'preact/hooks'
export { Fragment, jsx, jsxs } from 'preact/jsx-runtime'
export { isPassing } from './model/outbox.ts'
export { readJson } from './storage.ts'
export { useMessenger, useView } from './view/context.ts'

/** The widget begins here: what the deployment wants, in which language, the state, the picture, the page's API. */
export async function start(boot: Boot): Promise<void> {
  const page: Window & { Alongside?: PageApi } = window
  const local = safeStorage(() => localStorage)
  const session = safeStorage(() => sessionStorage)
  const [deployment, words, connect] = await Promise.all([
    fetchDeployment(boot),
    loadWords({
      lang: document.documentElement.lang,
      dir: document.documentElement.dir,
      languages: navigator.languages,
    }),
    connector(() => import('./over-http.ts'), session.read(HTTP_KEY)),
  ])
  const messenger = createMessenger({
    boot,
    deployment,
    words,
    local,
    session,
    connect,
    page,
    loadProposal: () => boot.bring('proposal'),
    loadCobrowse: () => boot.bring('cobrowse'),
  })
  mountMessenger({ messenger, document, isSecure: isSecureContext })
  openPageApi(page, boot, messenger)
}
