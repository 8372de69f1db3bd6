// On every page of the shop: the basket's badge, the menu on small screens, the letter.
import { readBasket, watchBasket } from './basket.js'

const badge = document.querySelector('[data-basket-count]')
watchBasket(() => {
  const count = readBasket().reduce((sum, { quantity }) => sum + quantity, 0)
  badge.textContent = String(count)
  badge.hidden = count === 0
})

const menuButton = document.querySelector('.menu-button')
menuButton.addEventListener('click', () => {
  const open = document.getElementById('nav').classList.toggle('open')
  menuButton.setAttribute('aria-expanded', String(open))
})

let hiding = 0
export function say(text) {
  const toast = document.querySelector('.toast')
  toast.textContent = text
  toast.hidden = false
  clearTimeout(hiding)
  hiding = setTimeout(() => {
    toast.hidden = true
  }, 3000)
}

document.querySelector('[data-letter]').addEventListener('submit', (event) => {
  event.preventDefault()
  event.target.reset()
  say('The next letter is yours.')
})
