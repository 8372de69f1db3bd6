/**
 * Whether the built-ins that masks are decided with say what they should. A script may have replaced them before we came: then
 * nothing is shared, as nobody knows what would be masked.
 */
export function builtInsHold(): boolean {
  const key = {}
  return (
    /^b.d$/i.test('bCd') &&
    !/b/.test('c') &&
    'a-b'.replace(/-(b)/g, (_, found) => `+${found}`) === 'a+b' &&
    ' B '.trim().toLowerCase().repeat(2) === 'bb' &&
    'abc'.includes('bc') &&
    'abc'.startsWith('ab') &&
    ['a', 'b'].some((each) => each === 'b') &&
    ['a', 'b'].join('') === 'ab' &&
    new WeakSet([key]).has(key) &&
    new Set('b').has('b') &&
    // By this it is known which functions are the browser's.
    !Function.prototype.toString.call(() => key).includes('native')
  )
}
