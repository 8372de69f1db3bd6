// A web component with an open shadow root: what to sleep on, for a night and a sleeper.
const sheet = new CSSStyleSheet()
sheet.replaceSync(`
  :host { display: block; padding: 22px 24px; border-radius: 14px; background: var(--spruce, #173a30); color: #e6eee6 }
  form { display: grid; gap: 16px }
  label { display: flex; justify-content: space-between; font-weight: 600 }
  input[type=range] { width: 100%; accent-color: var(--lichen, #dbe37a) }
  fieldset { display: flex; flex-wrap: wrap; gap: 8px 20px; margin: 0; padding: 0; border: 0 }
  fieldset label { gap: 8px; font-weight: 400; cursor: pointer }
  fieldset input { accent-color: var(--lichen, #dbe37a) }
  .answer { margin: 0; padding-top: 16px; border-top: 1px solid #ffffff33; font-size: 1.15em; line-height: 1.4 }
  .answer b { color: var(--lichen, #dbe37a) }
  .bar { height: 8px; border-radius: 9px; background: #ffffff26; overflow: hidden }
  .bar i { display: block; height: 100%; background: linear-gradient(90deg, #7fb6d9, #dbe37a 55%, #f08a4b) }
  :focus-visible { outline: 2px solid #fff; outline-offset: 3px; border-radius: 4px }
`)

const markup = `
  <form part="form">
    <div><label for="night"><span>The coldest night</span><output>2 °C</output></label>
    <input id="night" type="range" min="-15" max="18" value="2"></div>
    <fieldset aria-label="How you sleep">
      <label><input type="radio" name="sleeper" value="0" checked> I sleep warm</label>
      <label><input type="radio" name="sleeper" value="5"> I sleep cold</label>
    </fieldset>
    <div class="bar"><i></i></div>
    <p class="answer" role="status"></p>
    <slot name="more"></slot>
  </form>`

class WarmthCalculator extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return
    const root = this.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [sheet]
    root.innerHTML = markup
    root.addEventListener('input', () => this.#answer(root))
    this.#answer(root)
  }

  #answer(root) {
    const night = Number(root.querySelector('#night').value)
    const colder = Number(root.querySelector(':checked').value)
    const r = Math.max(1, (20 - (night - 5 - colder)) / 5)
    root.querySelector('output').textContent = `${night} °C`
    root.querySelector('.bar i').style.width = `${Math.round(((night + 15) / 33) * 100)}%`
    const parts = [
      'A mat of ',
      `R ${r.toFixed(1)}`,
      ' and a bag for ',
      `${night - colder} °C`,
      ' comfort.',
    ]
    root
      .querySelector('.answer')
      .replaceChildren(
        ...parts.map((text, index) =>
          index % 2 === 0
            ? text
            : Object.assign(document.createElement('b'), { textContent: text }),
        ),
      )
  }
}

customElements.define('warmth-calculator', WarmthCalculator)
