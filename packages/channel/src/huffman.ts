/** For each symbol how many bits its code takes (0: none), and the code, its first bit lowest. */
export type Code = { readonly lengths: Uint8Array; readonly bits: Uint16Array }

/** The best code of at most `limit` bits for symbols that occur so often, or nearly: see below. */
export function bestCode(counts: Uint32Array, limit: number): Code {
  let weights = counts
  let lengths = depthsOf(weights)
  // Too deep: rare symbols count as less rare, until the tree is flat enough.
  while (Math.max(...lengths) > limit) {
    weights = weights.map((weight) => weight && (weight >> 1) | 1)
    lengths = depthsOf(weights)
  }
  return codeOf(lengths)
}

/** The canonical code of these lengths (RFC 1951, 3.2.2). */
export function codeOf(lengths: Uint8Array): Code {
  const next = new Uint16Array(17)
  for (const length of lengths) if (length) next[length + 1] = (next[length + 1] ?? 0) + 1
  for (let length = 1; length < 16; length++) {
    next[length] = ((next[length] ?? 0) + (next[length - 1] ?? 0)) << 1
  }
  const bits = new Uint16Array(lengths.length)
  lengths.forEach((length, symbol) => {
    if (length === 0) return
    const code = next[length] ?? 0
    next[length] = code + 1
    let reversed = 0
    for (let bit = 0; bit < length; bit++) reversed = (reversed << 1) | ((code >> bit) & 1)
    bits[symbol] = reversed
  })
  return { lengths, bits }
}

/** The depth of each symbol in a Huffman tree. At least two symbols are in it: inflaters refuse half a tree. */
function depthsOf(weights: Uint32Array): Uint8Array {
  const leaves: number[] = []
  weights.forEach((weight, symbol) => {
    if (weight > 0) leaves.push(symbol)
  })
  for (let symbol = 0; leaves.length < 2; symbol++) {
    if (!leaves.includes(symbol)) leaves.push(symbol)
  }
  const weightOf = (symbol = 0): number => weights[symbol] ?? 0
  leaves.sort((a, b) => weightOf(a) - weightOf(b))
  // Leaves come by weight, and so do the nodes made of them: the two lightest are in front of these two queues.
  const total = leaves.map(weightOf)
  const parents: number[] = []
  let leaf = 0
  let node = leaves.length
  const lightest = (): number => {
    const isLeaf = leaf < leaves.length && !((total[node] ?? Infinity) < (total[leaf] ?? 0))
    return isLeaf ? leaf++ : node++
  }
  for (let made = leaves.length; made < 2 * leaves.length - 1; made++) {
    const one = lightest()
    const other = lightest()
    total[made] = (total[one] ?? 0) + (total[other] ?? 0)
    parents[one] = parents[other] = made
  }
  const depths = new Uint8Array(weights.length)
  const depth: number[] = []
  for (let i = total.length - 1; i >= 0; i--) {
    const parent = parents[i]
    depth[i] = parent === undefined ? 0 : (depth[parent] ?? 0) + 1
    const symbol = leaves[i]
    if (symbol !== undefined) depths[symbol] = depth[i] ?? 0
  }
  return depths
}
