import {
  formatPrice,
  goodsTotal,
  pictureOf,
  postPrice,
  priceList,
  readBasket,
  showTotals,
  watchBasket,
  writeBasket,
} from './basket.js'
import { cardNumber, expiry, problemOf, strengthOf } from './validation.js'

const form = document.querySelector('[data-checkout]')
const prices = priceList()
const deliveryPrices = { post: postPrice, bike: () => 750, hut: () => 0 }
let discount = 0

function drawOrder() {
  const lines = readBasket()
  const rows = lines.map(({ slug, size, colour, quantity }) => {
    const { name, price } = prices[slug] ?? { name: slug, price: 0 }
    const row = document.createElement('li')
    const picture = Object.assign(new Image(56, 56), {
      src: pictureOf({ slug, colour }),
      alt: '',
    })
    const words = document.createElement('span')
    words.textContent = `${quantity} × ${name}`
    const small = document.createElement('small')
    small.textContent = `${colour}, ${size}`
    words.append(small)
    const sum = document.createElement('b')
    sum.textContent = formatPrice(price * quantity)
    row.append(picture, words, sum)
    return row
  })
  if (rows.length === 0) {
    const none = document.createElement('li')
    none.className = 'hint'
    none.textContent = 'Your basket is empty.'
    rows.push(none)
  }
  document.querySelector('[data-order]').replaceChildren(...rows)
  const goods = goodsTotal(lines, prices)
  const delivery = deliveryPrices[form.elements.delivery.value](goods)
  const off = Math.round(goods * discount)
  document.querySelector('[data-discount-row]').hidden = off === 0
  showTotals(form, { goods, delivery, discount: -off, all: goods + delivery - off })
}
watchBasket(drawOrder)

function show(input, problem) {
  const note = document.getElementById(`${input.id}-note`)
  input.setAttribute('aria-invalid', String(problem !== ''))
  input.toggleAttribute('data-good', problem === '' && input.value !== '')
  if (!note) return
  note.textContent = problem || (note.dataset.hint ?? '')
  note.classList.toggle('bad', problem !== '')
}

// Live, but not nagging: a field is judged when it is left, and from then on at every key.
const judged = new WeakSet()
form.addEventListener('focusout', ({ target }) => {
  if (!target.id || target.matches('[type=range], [type=checkbox], button, #coupon')) return
  judged.add(target)
  show(target, problemOf(target))
})
form.addEventListener('input', ({ target }) => {
  if (target.id === 'card-number') target.value = cardNumber(target.value)
  if (target.id === 'card-expiry') target.value = expiry(target.value)
  if (target.id === 'password')
    document.querySelector('[data-strength]').value = strengthOf(target.value)
  if (target.id === 'carbon')
    document.querySelector('[data-carbon]').textContent = `€${target.value}`
  if (target.id === 'message')
    document.querySelector('[data-count]').textContent = target.value.length
  if (target.name === 'delivery') drawOrder()
  if (target.name === 'make-account') {
    document.querySelector('[data-password-field]').hidden = !target.checked
  }
  if (judged.has(target)) show(target, problemOf(target))
})

const showButton = document.querySelector('[data-show]')
showButton.addEventListener('click', () => {
  const visible = form.elements.password.type === 'password'
  form.elements.password.type = visible ? 'text' : 'password'
  showButton.textContent = visible ? 'Hide password' : 'Show password'
  showButton.setAttribute('aria-pressed', String(visible))
})

document.querySelector('[data-apply]').addEventListener('click', () => {
  const code = form.elements.coupon.value.trim().toUpperCase()
  discount = code === 'SLOW10' ? 0.1 : 0
  const note = document.querySelector('[data-coupon-note]')
  note.textContent = discount ? 'Ten per cent off the goods.' : 'We do not know this coupon.'
  note.classList.toggle('bad', !discount)
  drawOrder()
})

form.addEventListener('submit', (event) => {
  event.preventDefault()
  const fields = [...form.elements].filter((field) => field.willValidate && field.type !== 'radio')
  const wrong = fields.filter((field) => {
    const problem = problemOf(field)
    judged.add(field)
    if (field.id) show(field, problem)
    return problem !== ''
  })
  const state = document.querySelector('[data-form-state]')
  state.textContent =
    wrong.length === 0
      ? ''
      : `${wrong.length === 1 ? 'One field needs' : `${wrong.length} fields need`} another look.`
  if (wrong.length > 0) {
    wrong[0].focus()
    return
  }
  document.querySelector('[data-thanks]').showModal()
  writeBasket([])
})
