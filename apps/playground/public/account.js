const dialog = document.querySelector('[data-dialog]')
const form = document.querySelector('[data-address-form]')
let editing = ''

for (const button of document.querySelectorAll('[data-edit]')) {
  button.addEventListener('click', () => {
    editing = button.dataset.edit
    const lines = document.querySelectorAll(`[data-address="${editing}"] address span`)
    form.reset()
    for (const [index, line] of lines.entries())
      form.elements[`line${index}`].value = line.textContent
    document.getElementById('dialog-title').textContent = editing
      ? 'Edit address'
      : 'Add an address'
    dialog.showModal()
  })
}

document.querySelector('[data-cancel]').addEventListener('click', () => dialog.close('cancel'))
dialog.addEventListener('close', () => {
  if (dialog.returnValue !== 'save') return
  dialog.returnValue = ''
  const values = [...new FormData(form).values()]
  const known = document.querySelector(`[data-address="${editing}"] address`)
  const address = known ?? document.createElement('address')
  address.replaceChildren(
    ...values.map((value) => Object.assign(document.createElement('span'), { textContent: value })),
  )
  if (known) return
  const entry = document.createElement('li')
  const title = document.createElement('h3')
  title.textContent = 'Another place'
  entry.append(title, address)
  document.querySelector('.addresses').append(entry)
})

document.querySelector('[data-profile]').addEventListener('submit', (event) => {
  event.preventDefault()
  const { given, family } = Object.fromEntries(new FormData(event.target))
  document.querySelector('.account-head h1').textContent = `${given} ${family}`
  document.querySelector('[data-saved]').textContent = 'Saved.'
})

document.getElementById('delete-account').addEventListener('click', (event) => {
  event.target.textContent = 'This is an invented shop: nothing to delete'
  event.target.disabled = true
})
