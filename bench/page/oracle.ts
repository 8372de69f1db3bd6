import { DEFAULT_RULES } from '@alongside/capture'
import { canonicalPage } from '../../test/support/canonical.ts'

declare global {
  var oracle: () => string
}

/** The page as text; what a right copy of it is equal to. */
globalThis.oracle = () => canonicalPage(document, DEFAULT_RULES)
