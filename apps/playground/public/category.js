// Filters and sorts the shelf. The list items are moved and hidden, never made again.
const form = document.querySelector('[data-filters]')
const shelf = document.querySelector('[data-shelf]')
const sort = document.querySelector('[data-sort]')
const cards = [...shelf.children]
const order = new Map(cards.map((card, index) => [card, index]))

const orders = {
  shelf: (a, b) => order.get(a) - order.get(b),
  low: (a, b) => a.dataset.price - b.dataset.price,
  high: (a, b) => b.dataset.price - a.dataset.price,
  rating: (a, b) => b.dataset.rating - a.dataset.rating,
  new: (a, b) => a.dataset.age - b.dataset.age,
  name: (a, b) => a.dataset.name.localeCompare(b.dataset.name),
}

function fits(card, data) {
  const words = String(data.get('search')).trim().toLowerCase()
  const { name, category, colour, badge, price, rating } = card.dataset
  const among = (field, value) => {
    const wanted = data.getAll(field)
    return wanted.length === 0 || wanted.includes(value)
  }
  return (
    name.toLowerCase().includes(words) &&
    among('category', category) &&
    among('colour', colour) &&
    among('badge', badge) &&
    Number(price) <= Number(data.get('most')) * 100 &&
    Number(rating) >= Number(data.get('rating') ?? 0)
  )
}

function refresh() {
  const data = new FormData(form)
  let count = 0
  for (const card of cards) {
    card.hidden = !fits(card, data)
    if (!card.hidden) count += 1
  }
  document.querySelector('[data-results]').textContent = count === 1 ? '1 thing' : `${count} things`
  document.querySelector('[data-nothing]').hidden = count > 0
  document.querySelector('[data-most]').textContent = `€${data.get('most')}`
}

function arrange() {
  shelf.append(...cards.toSorted(orders[sort.value] ?? orders.shelf))
}

form.addEventListener('input', refresh)
form.addEventListener('submit', (event) => event.preventDefault())
form.addEventListener('reset', () => queueMicrotask(refresh))
sort.addEventListener('change', arrange)

const wanted = new URLSearchParams(location.search).get('sort')
if (wanted && wanted in orders) {
  sort.value = wanted
  arrange()
}
// A phone shows the shelf first.
if (matchMedia('(width < 900px)').matches) form.querySelector('details').open = false
