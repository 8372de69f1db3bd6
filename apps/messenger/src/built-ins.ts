/**
 * Whether the built-ins that masks are decided with say what they should. A script may have replaced them before we came: then
 * nothing is shared, as nobody knows what would be masked. `b`: of constants a minifier would make an answer of its own.
 */
export function builtInsHold(b = 'b'): boolean {
  const key = {}
  const abc = `a${b}c`
  return (
    /^A.c$/i.test(abc) &&
    !/d/.test(abc) &&
    abc.replace(/(b)/g, (_, found) => found + found) === 'abbc' &&
    ` ${abc} `.trim().toLowerCase() === 'abc' &&
    b.repeat(2) === 'bb' &&
    abc.includes('bc') &&
    abc.startsWith('ab') &&
    [b].some((each) => each === 'b') &&
    [b, b].join('') === 'bb' &&
    new WeakSet([key]).has(key) &&
    new Set(b).has('b') &&
    // By this it is known which functions are the browser's.
    !Function.prototype.toString.call(() => key).includes('native')
  )
}
