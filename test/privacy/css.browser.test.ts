import { expect, it } from 'vitest'
import { maskCss } from '../../packages/capture/src/privacy.ts'

const DOTS = '•'.repeat(6)

/** What of a sheet is left; by itself: it stays as it is. */
const SHEETS: readonly (string | readonly [css: string, left: string])[] = [
  ['a::before{content:"Mr. Doe"}', `a::before{content:"${DOTS}"}`],
  ["a::before{content:'Mr. \\'Doe'}", `a::before{content:'${'•'.repeat(16)}'}`],
  ['q{quotes:"Doe" "\\201D"}', `q{quotes:"${DOTS}" "\\201D"}`],
  ['a::after{content:counter(n) " of Doe"}', `a::after{content:counter(n) "${DOTS}"}`],
  ['a{--name:"Doe";--gap:4px}', `a{--name:"${DOTS}";--gap:4px}`],
  ['a{--font:"Doe"}', `a{--font:"${DOTS}"}`],
  ['a{margin:1px/* Doe */2px}', 'a{margin:1px/**/2px}'],
  ['a{color:red}/* Doe', 'a{color:red}/**/'],
  ['a{background:url(/doe.png) red}', 'a{background:url() red}'],
  ['a{background:url( "/doe (1).png" )}', 'a{background:url()}'],
  ['a{background:image-set("doe.png" 1x)}', `a{background:image-set("${DOTS}" 1x)}`],
  ['a::before{content:"Doe', `a::before{content:"${DOTS}"`],
  ['a::before{content:"\\51\\5a"}', `a::before{content:"${DOTS}"}`],
  'i::before{content:"\\f101"}',
  'i::before{content:"\ue00a"}',
  'i::before{content:"\\00a0\\2014 · "}',
  'li{list-style-type:"– "}',
  'a{clip-path:url(#clip);fill:url("#paint")}',
  'a{font-family:"Open Sans",\'Doe Sans\',serif;font:1px "Doe"}',
  'main{grid-template-areas:"head head" "list doe"}',
  '[data-state="open"] a[title=\'Doe\']{color:red}',
  '@import url("https://fonts.example/css?family=Doe:400;700");',
  "@namespace s url('http://www.w3.org/2000/svg');",
  '@font-face{font-family:"Doe";src:url(data:font/woff2;base64,AAAA)format("woff2"),local("Doe")}',
  '@property --a{syntax:"<length>";inherits:false;initial-value:0px}',
  '@media (min-width:1px){a{&:hover{color:red}}}',
]

for (const sheet of SHEETS) {
  const [css, left] = typeof sheet === 'string' ? [sheet, sheet] : sheet
  it(`of ${css} is left ${css === left ? 'all' : left}, in as many rules`, () => {
    expect(maskCss(css)).toBe(left)
    const rulesIn = (text: string): number => {
      const made = new CSSStyleSheet()
      made.replaceSync(text)
      return made.cssRules.length
    }
    expect(rulesIn(left)).toBe(rulesIn(css))
  })
}

it('a sheet of a megabyte is masked whole', () => {
  const sheet = 'a.b>c[d="e"]::before{content:"Doe";background:url(/f.png);color:red}'.repeat(
    15_000,
  )
  expect(maskCss(sheet)).not.toContain('Doe')
})
