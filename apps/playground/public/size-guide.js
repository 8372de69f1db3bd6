const form = document.querySelector('[data-size]')
form.addEventListener('input', () => {
  const height = Number(form.elements.height.value)
  const size = height < 165 ? 'Short' : height <= 180 ? 'Regular' : 'Long'
  form.querySelector('[data-answer]').textContent = size
})
form.addEventListener('submit', (event) => event.preventDefault())
