/** A colourway: the cloth, its shadow, its light, a contrast for zips and straps, and a ground to stand on. */
export interface Colour {
  id: string
  name: string
  main: string
  dark: string
  light: string
  accent: string
  ground: string
}

export const colours: readonly [Colour, ...Colour[]] = [
  colour('spruce', 'Spruce', '#2f6b57', '#1e4a3d', '#4c917a', '#e3c34a', '#e4eee6'),
  colour('ember', 'Ember', '#e2603a', '#b04324', '#f28a63', '#27413a', '#fbe9e0'),
  colour('fjord', 'Fjord', '#33648f', '#21466a', '#5a8fbd', '#f2b84b', '#e1ecf5'),
  colour('lichen', 'Lichen', '#c3c453', '#94963a', '#dddf86', '#3c4a2c', '#f3f4de'),
  colour('heather', 'Heather', '#86628f', '#624669', '#ab8ab3', '#e8d28a', '#f1e8f3'),
  colour('peat', 'Peat', '#59473c', '#3d3029', '#80695b', '#e58a4e', '#efe8e2'),
  colour('cloud', 'Cloud', '#c9d2d3', '#9ba8aa', '#e8eeee', '#d9583a', '#e7eeee'),
  colour('rowan', 'Rowan', '#ad3440', '#7f2330', '#d05f67', '#eec55f', '#f8e4e4'),
  colour('gorse', 'Gorse', '#edb333', '#c08a1c', '#f7d070', '#39506b', '#fcf2d9'),
]

function colour(
  id: string,
  name: string,
  main: string,
  dark: string,
  light: string,
  accent: string,
  ground: string,
): Colour {
  return { id, name, main, dark, light, accent, ground }
}
