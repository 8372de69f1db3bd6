/** Numbers that look random and are the same each time: mulberry32. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const WORDS =
  'account address amount answer apply area balance basket bill branch button cancel card category change charge check choose city claim clear code colour compare confirm contact continue copy country credit customer date day deliver details discount door down edit email empty enter error estimate expire export fee field file filter find form free from gift group guide hand help history home hour house import item join keep label language last later level limit line link list loan local login lost mail map member message minute month more name near new next night note number offer office open option order other owner page paid part party pay people phone place plan point policy post price print product profile quantity question quick quote rate read receipt record refund region remove rent reply report request reset result return review room route sale save search season select send service set share ship shop show sign size sort start state status step stock store street subject sum supply support table tax team term text ticket time title total track trade travel type unit update upload use value view visit wait week weight work year zone'.split(
    ' ',
  )

/** `count` words of a page's prose. */
export function words(random: (below: number) => number, count: number): string {
  return Array.from({ length: count }, () => WORDS[random(WORDS.length)]).join(' ')
}
