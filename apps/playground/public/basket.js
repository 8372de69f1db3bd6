// The basket: lines in localStorage, the same in every tab of the shop.
const key = 'fell-and-ford.basket'
const money = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' })

export const formatPrice = (cents) => money.format(cents / 100).replace('-', '−')

export function readBasket() {
  try {
    const lines = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(lines) ? lines : []
  } catch {
    return []
  }
}

export function writeBasket(lines) {
  localStorage.setItem(key, JSON.stringify(lines))
  dispatchEvent(new CustomEvent('basket'))
}

export function addToBasket(line) {
  const lines = readBasket()
  const same = lines.find(
    ({ slug, size, colour }) => slug === line.slug && size === line.size && colour === line.colour,
  )
  if (same) same.quantity = Math.min(99, same.quantity + line.quantity)
  else lines.push(line)
  writeBasket(lines)
}

/** Calls back now, and after each change in this tab or another one. */
export function watchBasket(changed) {
  addEventListener('basket', changed)
  addEventListener('storage', (event) => {
    if (event.key === key) changed()
  })
  changed()
}

export function priceList() {
  return JSON.parse(document.getElementById('price-list').textContent)
}

export function goodsTotal(lines, prices) {
  return lines.reduce((sum, { slug, quantity }) => sum + (prices[slug]?.price ?? 0) * quantity, 0)
}

/** The picture of a line, in the colour that was chosen. */
export function pictureOf({ slug, colour }) {
  const query = colour ? `?colour=${encodeURIComponent(String(colour).toLowerCase())}` : ''
  return `/images/product/${slug}-studio.svg${query}`
}

/** Post is free from this sum on, in cents. */
export const freeFrom = 15000

export function postPrice(goods) {
  return goods >= freeFrom ? 0 : 590
}

export function showTotals(root, totals) {
  for (const place of root.querySelectorAll('[data-total]')) {
    const cents = totals[place.dataset.total] ?? 0
    place.textContent =
      place.dataset.total === 'delivery' && cents === 0 ? 'Free' : formatPrice(cents)
  }
}
