import { addToBasket } from './basket.js'
import { say } from './shop.js'

const product = JSON.parse(document.getElementById('product-data').textContent)

const thumbs = [...document.querySelectorAll('[data-gallery] [data-src]')]
for (const thumb of thumbs) {
  thumb.addEventListener('click', () => {
    document.querySelector('[data-main]').src = thumb.dataset.src
    for (const other of thumbs) other.setAttribute('aria-pressed', String(other === thumb))
  })
}

const form = document.querySelector('[data-buy]')
const quantity = form.elements.quantity
const asNumber = () => Math.min(99, Math.max(1, Number.parseInt(quantity.value, 10) || 1))
form.addEventListener('click', (event) => {
  const step = event.target.closest('[data-step]')
  if (step)
    quantity.value = String(Math.min(99, Math.max(1, asNumber() + Number(step.dataset.step))))
})
form.addEventListener('change', ({ target }) => {
  if (target.name !== 'colour') return
  document.querySelector('[data-colour-name]').textContent = target.value
  const query = `?colour=${target.value.toLowerCase()}`
  for (const thumb of thumbs) {
    thumb.dataset.src = thumb.dataset.src.split('?')[0] + query
    thumb.querySelector('img').src = thumb.dataset.src
    if (thumb.getAttribute('aria-pressed') === 'true') {
      document.querySelector('[data-main]').src = thumb.dataset.src
    }
  }
})
form.addEventListener('submit', (event) => {
  event.preventDefault()
  const { colour, size } = Object.fromEntries(new FormData(form))
  addToBasket({ slug: product.slug, colour, size, quantity: asNumber() })
  say(`${product.name} is in your basket.`)
})

const tabs = [...document.querySelectorAll('[role="tab"]')]
function openTab(tab) {
  for (const other of tabs) {
    const chosen = other === tab
    other.setAttribute('aria-selected', String(chosen))
    other.tabIndex = chosen ? 0 : -1
    document.getElementById(other.getAttribute('aria-controls')).hidden = !chosen
  }
}
for (const [index, tab] of tabs.entries()) {
  tab.addEventListener('click', () => openTab(tab))
  tab.addEventListener('keydown', ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key]
    if (!step) return
    const next = tabs.at((index + step) % tabs.length)
    openTab(next)
    next.focus()
  })
}
document.querySelector('[data-open-tab]').addEventListener('click', () => {
  openTab(document.getElementById('tab-reviews'))
})

document.querySelector('[data-review]').addEventListener('submit', (event) => {
  event.preventDefault()
  const { name, text } = Object.fromEntries(new FormData(event.target))
  const review = document.createElement('article')
  review.className = 'review'
  const words = document.createElement('p')
  words.textContent = text
  const author = document.createElement('footer')
  author.textContent = `${name} · just now`
  review.append(words, author)
  document.querySelector('.review-list').prepend(review)
  event.target.reset()
  say('Thank you for the review.')
})
