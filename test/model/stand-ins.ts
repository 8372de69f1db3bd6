import { registerHooks } from 'node:module'

const MIRROR = new URL('mirror.ts', import.meta.url).href
const DEFLATE = new URL('deflate.ts', import.meta.url).href

// Before anything of the product is loaded: a page without a browser has nothing to mirror.
registerHooks({
  resolve(specifier, context, next) {
    if (/^@alongside\/(capture\/(core|parts|recognise|subpages)|replica)$/.test(specifier)) {
      return { url: MIRROR, shortCircuit: true }
    }
    const ofChannel = context.parentURL?.includes('/packages/channel/src/')
    if (ofChannel && specifier === './deflate.ts') return { url: DEFLATE, shortCircuit: true }
    return next(specifier, context)
  },
})
