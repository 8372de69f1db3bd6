import type { Leak } from './leak.ts'
import { CSS_LEAKS } from './leak-css.ts'
import { ELEMENT_LEAKS } from './leak-elements.ts'
import { SVG_LEAKS } from './leak-svg.ts'

/** Every construct by which a page could make the browser that shows it connect somewhere, without anybody's doing. */
export const LEAKS: readonly Leak[] = [...CSS_LEAKS, ...ELEMENT_LEAKS, ...SVG_LEAKS]
