import {
  formatPrice,
  freeFrom,
  goodsTotal,
  pictureOf,
  postPrice,
  priceList,
  readBasket,
  showTotals,
  watchBasket,
  writeBasket,
} from './basket.js'

const prices = priceList()
const list = document.querySelector('[data-lines]')

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

function icon(name) {
  const space = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(space, 'svg')
  svg.setAttribute('class', 'icon')
  svg.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS(space, 'use')
  use.setAttribute('href', `#icon-${name}`)
  svg.append(use)
  return svg
}

function change(index, quantity) {
  const lines = readBasket()
  if (quantity < 1) lines.splice(index, 1)
  else lines[index].quantity = Math.min(99, quantity)
  writeBasket(lines)
}

function lineOf({ slug, size, colour, quantity }, index) {
  const { name, price } = prices[slug] ?? { name: slug, price: 0 }
  const step = (label, by) =>
    element(
      'button',
      {
        type: 'button',
        ariaLabel: `${label} ${name}`,
        onclick: () => change(index, quantity + by),
      },
      icon(by < 0 ? 'minus' : 'plus'),
    )
  return element(
    'li',
    { className: 'line' },
    element('img', { src: pictureOf({ slug, colour }), alt: '', width: 116, height: 116 }),
    element(
      'div',
      {},
      element('h2', {}, element('a', { href: `/product/${slug}`, textContent: name })),
      element('p', { textContent: `${colour}, ${size}` }),
    ),
    element('span', { className: 'line-price', textContent: formatPrice(price * quantity) }),
    element(
      'div',
      { className: 'line-tools' },
      element(
        'span',
        { className: 'stepper' },
        step('One less:', -1),
        element('output', { textContent: String(quantity) }),
        step('One more:', 1),
      ),
      element(
        'button',
        { type: 'button', className: 'link-button', onclick: () => change(index, 0) },
        icon('bin'),
        'Remove',
      ),
    ),
  )
}

watchBasket(() => {
  const lines = readBasket()
  list.replaceChildren(...lines.map(lineOf))
  const goods = goodsTotal(lines, prices)
  const delivery = postPrice(goods)
  document.querySelector('[data-empty]').hidden = lines.length > 0
  document.querySelector('[data-summary]').hidden = lines.length === 0
  showTotals(document, {
    goods,
    delivery,
    tax: Math.round(goods - goods / 1.23),
    all: goods + delivery,
  })
  document.querySelector('[data-free-delivery]').value = Math.min(freeFrom, goods)
  document.querySelector('[data-free-text]').textContent =
    goods >= freeFrom
      ? 'Delivery is free from here on.'
      : `${formatPrice(freeFrom - goods)} to free delivery.`
})
