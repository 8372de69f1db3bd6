import { boxOf, firstChildOf, isElement, nextSiblingOf, parentOf } from './natives.ts'

/**
 * Whether a custom element without a shadow root that we know of shows what is not in its children: then it has a closed one,
 * attached before we looked. No browser tells so; what gives it away is a child that is in no box tree although its
 * parent is, or a box of contents where there are none.
 */
export function hasHiddenTree(element: Element): boolean {
  const style = getComputedStyle(element)
  const { display } = style
  if (display === '' || display === 'none' || display === 'contents') return false
  // White space shows between other text, and where all of it is kept.
  const collapses = display !== 'inline' && style.whiteSpaceCollapse === 'collapse'
  let isEmpty = true
  for (let child = firstChildOf(element); child; child = nextSiblingOf(child)) {
    // CSSOM 6.6.1: what is not in the flat tree has no computed style.
    if (isElement(child)) return getComputedStyle(child).display === ''
    const { data } = child as CharacterData
    isEmpty &&= !(collapses ? data?.trim() : data)
  }
  return isEmpty && hasUnexplainedSize(element, style)
}

/** Sides whose length follows from the content alone, and is not what padding and border take. */
function hasUnexplainedSize(element: Element, style: CSSStyleDeclaration): boolean {
  const { display, position, float } = style
  const parent = parentOf(element)
  const around = parent && isElement(parent) ? getComputedStyle(parent).display : ''
  if (/flex|grid/.test(around) || !/^(static|relative)$/.test(position) || float !== 'none')
    return false
  for (const pseudo of ['::before', '::after', '::marker'])
    if (!/^(none|normal)$/.test(getComputedStyle(element, pseudo).content)) return false
  // Firefox has no computedStyleMap: there nothing is found.
  const isAuto = (name: string): boolean =>
    /^(auto|0px)$/.test(`${element.computedStyleMap?.().get(name)}`)
  const { width, height } = boxOf(element)
  const px = (name: string): number => Number.parseFloat(style.getPropertyValue(name))
  const taken = (...sides: string[]): number =>
    sides.reduce((sum, side) => sum + px(`padding-${side}`) + px(`border-${side}-width`), 1)
  if (
    display === 'inline' ||
    (display === 'inline-block' && isAuto('width') && isAuto('min-width'))
  )
    return width > taken('left', 'right')
  return (
    /^(block|flow-root|list-item)$/.test(display) &&
    isAuto('height') &&
    isAuto('min-height') &&
    style.aspectRatio === 'auto' &&
    height > taken('top', 'bottom')
  )
}
