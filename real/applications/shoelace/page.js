import '@shoelace-style/shoelace/dist/themes/light.css'
import '@shoelace-style/shoelace/dist/themes/dark.css'
import '@shoelace-style/shoelace'
import { setBasePath } from '@shoelace-style/shoelace/dist/utilities/base-path.js'

setBasePath('/npm/@shoelace-style/shoelace/dist')
const place = document.getElementById('app')
place.style.cssText = 'max-width:900px;margin:20px auto;font:16px var(--sl-font-sans)'
place.innerHTML = `
<sl-switch id="dark">Dark</sl-switch>
<sl-dropdown><sl-button slot="trigger" caret>Orders</sl-button><sl-menu>
  <sl-menu-item>Open</sl-menu-item><sl-menu-item type="checkbox">Only mine</sl-menu-item>
  <sl-menu-item>Export<sl-menu slot="submenu"><sl-menu-item>As text</sl-menu-item></sl-menu></sl-menu-item></sl-menu></sl-dropdown>
<sl-tooltip content="It cannot be brought back"><sl-button id="remove" variant="danger"><sl-icon slot="prefix" name="trash"></sl-icon>Remove</sl-button></sl-tooltip>
<sl-button id="more">More</sl-button>
<sl-tab-group>
  <sl-tab slot="nav" panel="form">Form</sl-tab><sl-tab slot="nav" panel="list">List</sl-tab>
  <sl-tab-panel name="form"><form>
    <sl-input label="Name" name="name" required clearable help-text="As it stands on the label"></sl-input><br>
    <sl-select label="Wood" name="wood" multiple clearable><sl-option value="oak">Oak</sl-option><sl-option value="pine">Pine</sl-option><sl-option value="ash">Ash</sl-option></sl-select><br>
    <sl-range label="Price" min="0" max="400" value="120"></sl-range><br>
    <sl-radio-group label="Where" value="shop"><sl-radio value="shop">Shop</sl-radio><sl-radio value="store">Store</sl-radio></sl-radio-group><br>
    <sl-rating></sl-rating> <sl-checkbox>On sale</sl-checkbox><br><br>
    <sl-textarea label="Notes" resize="auto"></sl-textarea><br><sl-color-picker label="Colour" value="#2f6b57"></sl-color-picker>
    <sl-button type="submit" variant="primary">Save</sl-button></form></sl-tab-panel>
  <sl-tab-panel name="list"><sl-tree selection="multiple"><sl-tree-item>Hard<sl-tree-item>Oak</sl-tree-item><sl-tree-item>Ash</sl-tree-item></sl-tree-item><sl-tree-item>Soft<sl-tree-item>Pine</sl-tree-item></sl-tree-item></sl-tree>
    <sl-details summary="How it is delivered">By bike, within two days.</sl-details>
    <sl-progress-bar value="40" label="Stock"></sl-progress-bar><sl-split-panel style="height:120px"><div slot="start">Left</div><div slot="end">Right</div></sl-split-panel></sl-tab-panel>
</sl-tab-group>
<sl-dialog label="Remove it?">It cannot be brought back.<sl-button slot="footer" variant="primary">Keep it</sl-button></sl-dialog>
<sl-drawer label="More">Orders, articles, customers<sl-avatar initials="AB"></sl-avatar></sl-drawer>
<sl-alert variant="success" closable duration="Infinity">It is in stock.</sl-alert>`
const get = (name) => place.querySelector(name)
get('#dark').addEventListener('sl-change', ({ target }) =>
  document.documentElement.classList.toggle('sl-theme-dark', target.checked),
)
get('#remove').addEventListener('click', () => get('sl-dialog').show())
get('sl-dialog sl-button').addEventListener('click', () => get('sl-dialog').hide())
get('#more').addEventListener('click', () => get('sl-drawer').show())
get('form').addEventListener('submit', (event) => {
  event.preventDefault()
  get('sl-alert').show()
})
