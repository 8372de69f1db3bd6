import { Popover, Toast, Tooltip } from 'bootstrap'
import 'bootstrap/dist/css/bootstrap.css'

const card = (_, i) =>
  `<div class="col"><div class="card h-100"><div class="card-body"><h5 class="card-title">Article ${i}</h5><p class="card-text">Made of oak, ${20 + i * 7} euro.</p><a href="#" class="btn btn-outline-primary" data-bs-toggle="modal" data-bs-target="#order">Order</a></div></div></div>`
document.getElementById('app').innerHTML = `
<nav class="navbar navbar-expand bg-body-tertiary sticky-top"><div class="container"><a class="navbar-brand" href="#">Wood</a>
  <ul class="navbar-nav me-auto"><li class="nav-item dropdown"><a class="nav-link dropdown-toggle" href="#" data-bs-toggle="dropdown">Orders</a>
    <ul class="dropdown-menu"><li><a class="dropdown-item" href="#">Open</a></li><li><hr class="dropdown-divider"></li><li><a class="dropdown-item" href="#">Done</a></li></ul></li></ul>
  <button class="btn btn-secondary me-2" data-bs-toggle="offcanvas" data-bs-target="#more">More</button><button class="btn btn-dark" id="dark">Dark</button></div></nav>
<main class="container py-3">
  <div class="accordion mb-3" id="parts">${['Delivery', 'Payment', 'Return']
    .map(
      (name, i) =>
        `<div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button ${i ? 'collapsed' : ''}" data-bs-toggle="collapse" data-bs-target="#part${i}">${name}</button></h2><div id="part${i}" class="accordion-collapse collapse ${i ? '' : 'show'}" data-bs-parent="#parts"><div class="accordion-body">${name}: within two days, by bike.</div></div></div>`,
    )
    .join('')}</div>
  <ul class="nav nav-tabs"><li class="nav-item"><button class="nav-link active" data-bs-toggle="tab" data-bs-target="#cards">Articles</button></li><li class="nav-item"><button class="nav-link" data-bs-toggle="tab" data-bs-target="#form">Form</button></li></ul>
  <div class="tab-content py-3"><div class="tab-pane fade show active" id="cards"><div class="row row-cols-4 g-3">${Array.from({ length: 12 }, card).join('')}</div></div>
    <div class="tab-pane fade" id="form"><form class="needs-validation row g-3" novalidate><div class="col-6"><label class="form-label" for="name">Name</label><input class="form-control" id="name" required><div class="invalid-feedback">A name is needed</div></div>
      <div class="col-6"><label class="form-label" for="wood">Wood</label><select class="form-select" id="wood"><option>Oak<option>Pine</select></div>
      <div class="col-6"><div class="form-check form-switch"><input class="form-check-input" type="checkbox" id="sale"><label class="form-check-label" for="sale">On sale</label></div><input type="range" class="form-range"></div>
      <div class="col-12"><button class="btn btn-primary">Save</button> <button type="button" class="btn btn-info" data-bs-toggle="popover" data-bs-title="Help" data-bs-content="As it stands on the label">Help</button> <button type="button" class="btn btn-light" data-bs-toggle="tooltip" title="Nothing is kept">Clear</button></div></form></div></div>
  <div id="slides" class="carousel slide carousel-dark"><div class="carousel-inner">${[1, 2, 3].map((n) => `<div class="carousel-item ${n === 1 ? 'active' : ''}"><div class="p-5 text-center bg-primary-subtle">Slide ${n}</div></div>`).join('')}</div><button class="carousel-control-next" data-bs-target="#slides" data-bs-slide="next"><span class="carousel-control-next-icon"></span></button></div>
</main>
<div class="modal fade" id="order" tabindex="-1"><div class="modal-dialog"><div class="modal-content"><div class="modal-header"><h5 class="modal-title">Order it?</h5><button class="btn-close" data-bs-dismiss="modal" aria-label="Close"></button></div><div class="modal-body"><input class="form-control" placeholder="How many"></div><div class="modal-footer"><button class="btn btn-primary" data-bs-dismiss="modal" id="yes">Yes</button></div></div></div></div>
<div class="offcanvas offcanvas-end" id="more" tabindex="-1"><div class="offcanvas-header"><h5>More</h5></div><div class="offcanvas-body">Orders, articles, customers</div></div>
<div class="toast-container position-fixed bottom-0 end-0 p-3"><div class="toast" id="told" data-bs-autohide="false"><div class="toast-header"><strong class="me-auto">Ordered</strong></div><div class="toast-body">It comes on Friday.</div></div></div>`

for (const element of document.querySelectorAll('[data-bs-toggle=popover]')) new Popover(element)
for (const element of document.querySelectorAll('[data-bs-toggle=tooltip]')) new Tooltip(element)
document.getElementById('dark').addEventListener('click', () => {
  document.documentElement.dataset.bsTheme = 'dark'
})
document
  .getElementById('yes')
  .addEventListener('click', () => Toast.getOrCreateInstance('#told').show())
document.querySelector('form').addEventListener('submit', (event) => {
  event.preventDefault()
  event.target.classList.add('was-validated')
})
