// The list of parts marks the one being read; the sheet for that is built by script.
const sheet = new CSSStyleSheet()
sheet.replaceSync(`
  .on-page a.reading { font-weight: 640; text-decoration: none }
  .helpful button[aria-pressed='true'] { background: var(--lichen); color: #14231d }
`)
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]

const links = new Map(
  [...document.querySelectorAll('.on-page ol a')].map((link) => [link.hash.slice(1), link]),
)
const watcher = new IntersectionObserver(
  (entries) => {
    const top = entries.find(({ isIntersecting }) => isIntersecting)
    if (!top) return
    for (const [id, link] of links) link.classList.toggle('reading', id === top.target.id)
  },
  { rootMargin: '-90px 0px -60% 0px' },
)
for (const id of links.keys()) watcher.observe(document.getElementById(id))

const answers = [...document.querySelectorAll('[data-helpful]')]
for (const answer of answers) {
  answer.addEventListener('click', () => {
    for (const other of answers) other.setAttribute('aria-pressed', String(other === answer))
  })
}
