const place = document.getElementById('swagger')
const asked = new URLSearchParams(location.search).get('url')
window.ui = SwaggerUIBundle({
  url: asked ?? place.dataset.url,
  domNode: place,
  deepLinking: true,
  // Without this the page would ask a validator on another machine.
  validatorUrl: null,
})
