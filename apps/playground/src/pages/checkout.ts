import { html, type Markup } from '../markup.ts'
import type { Snippet } from '../snippet.ts'
import { priceList } from './cart.ts'
import { icon } from './icons.ts'
import { breadcrumbs, layout } from './layout.ts'

const countries: readonly (readonly [string, string])[] = [
  ['AT', 'Austria'],
  ['BE', 'Belgium'],
  ['HR', 'Croatia'],
  ['CZ', 'Czechia'],
  ['DK', 'Denmark'],
  ['EE', 'Estonia'],
  ['FI', 'Finland'],
  ['FR', 'France'],
  ['DE', 'Germany'],
  ['GR', 'Greece'],
  ['IS', 'Iceland'],
  ['IE', 'Ireland'],
  ['IT', 'Italy'],
  ['JP', 'Japan'],
  ['LV', 'Latvia'],
  ['NL', 'Netherlands'],
  ['NO', 'Norway'],
  ['PL', 'Poland'],
  ['PT', 'Portugal'],
  ['ES', 'Spain'],
  ['SE', 'Sweden'],
  ['CH', 'Switzerland'],
  ['GB', 'United Kingdom'],
]

interface Field {
  id: string
  label: string
  autocomplete: string
  type?: string
  width?: 'half' | 'third'
  hint?: string
  attributes?: string
  optional?: boolean
  className?: string
}

/** One labelled field with a place for its error, named by its id. */
function field(options: Field): Markup {
  const { id, label, autocomplete, type = 'text', width, hint, optional, className } = options
  return html`<div class="field ${width ?? ''}"><label for="${id}">${label}${optional && html` <small>optional</small>`}</label><input id="${id}" name="${id}" type="${type}" autocomplete="${autocomplete}"${className && html` class="${className}"`}${options.attributes && { markup: ` ${options.attributes}` }}${!optional && html` required`} aria-describedby="${id}-note"><p class="note" id="${id}-note" data-hint="${hint ?? ''}">${hint}</p></div>`
}

export function checkoutPage(snippet: Snippet | null): Markup {
  return layout(snippet, {
    title: 'Checkout',
    path: '/checkout',
    styles: ['forms.css', 'basket.css'],
    scripts: ['checkout.js'],
    main: html`<div class="wrap">
${breadcrumbs([{ name: 'Home', href: '/' }, { name: 'Basket', href: '/cart' }, { name: 'Checkout' }])}
<h1>Checkout</h1>
<form class="two-columns" id="checkout" novalidate data-checkout>
<div class="steps">
${contact()}${address()}${delivery()}${payment()}${account()}
</div>
<aside class="summary" aria-labelledby="order-title">
<h2 id="order-title">Your order</h2>
<ul class="order-lines" data-order></ul>
<div class="field coupon"><label for="coupon">Coupon</label><div class="joined"><input id="coupon" name="coupon" autocomplete="off" placeholder="SLOW10"><button class="button quiet" type="button" data-apply>Apply</button></div><p class="note" data-coupon-note role="status"></p></div>
<dl class="totals"><div><dt>Goods</dt><dd data-total="goods">€0.00</dd></div><div data-discount-row hidden><dt>Coupon</dt><dd data-total="discount">€0.00</dd></div><div><dt>Delivery</dt><dd data-total="delivery">€0.00</dd></div><div class="totals-end"><dt>Total</dt><dd data-total="all">€0.00</dd></div></dl>
<button class="button wide" type="submit">${icon('lock')} Place the order</button>
<p class="form-state" role="alert" data-form-state></p>
</aside>
</form>
</div>
<dialog class="dialog" data-thanks aria-labelledby="thanks-title"><h2 id="thanks-title">Thank you</h2><p>Your order <b>FF-26-10417</b> is on the bench. Nothing was charged: this is an invented shop.</p><form method="dialog"><button class="button">Good</button></form></dialog>
${priceList()}`,
  })
}

function contact(): Markup {
  return html`<fieldset class="step"><legend><i>1</i> Contact</legend><div class="grid">
${field({ id: 'email', label: 'E-mail', autocomplete: 'email', type: 'email', hint: 'For the order and the tracking link.' })}
${field({ id: 'phone', label: 'Telephone', autocomplete: 'tel', type: 'tel', optional: true, hint: 'The courier calls if the gate is shut.' })}
</div></fieldset>`
}

function address(): Markup {
  return html`<fieldset class="step"><legend><i>2</i> Address</legend><div class="grid">
${field({ id: 'given-name', label: 'Given name', autocomplete: 'given-name', width: 'half' })}
${field({ id: 'family-name', label: 'Family name', autocomplete: 'family-name', width: 'half' })}
${field({ id: 'street', label: 'Street and number', autocomplete: 'address-line1' })}
${field({ id: 'postcode', label: 'Postcode', autocomplete: 'postal-code', width: 'third' })}
${field({ id: 'city', label: 'Town', autocomplete: 'address-level2', width: 'third' })}
<div class="field third"><label for="country">Country</label><select id="country" name="country" autocomplete="country" required>
<option value="">Choose …</option>
${countries.map(([code, name]) => html`<option value="${code}">${name}</option>`)}
</select><p class="note" id="country-note"></p></div>
<label class="choice full"><input type="checkbox" name="same" checked> <span>The bill goes to the same address</span></label>
</div></fieldset>`
}

function delivery(): Markup {
  const ways = [
    {
      id: 'post',
      name: 'Post',
      text: 'Two to four days, free from €150',
      price: '€5.90',
      checked: true,
    },
    { id: 'bike', name: 'Train and cargo bike', text: 'Two days, in 40 towns', price: '€7.50' },
    { id: 'hut', name: 'Collect from a hut', text: 'Six partner huts', price: 'Free' },
  ]
  return html`<fieldset class="step"><legend><i>3</i> Delivery</legend><div class="ways">
${ways.map((way) => html`<label class="way"><input type="radio" name="delivery" value="${way.id}"${way.checked && html` checked`}><span><b>${way.name}</b><small>${way.text}</small></span><em>${way.price}</em></label>`)}
</div><div class="grid">
<div class="field half"><label for="day">Not before</label><input id="day" name="day" type="date" min="2026-01-01" max="2027-12-31"><p class="note" id="day-note"></p></div>
<div class="field half"><label for="carbon">Round up for path repair: <output for="carbon" data-carbon>€1</output></label><input id="carbon" name="carbon" type="range" min="0" max="10" value="1"><p class="note">Goes to the people with the shovels.</p></div>
<div class="field full"><label for="message">A note for the packer <small>optional</small></label><textarea id="message" name="message" rows="3" maxlength="280" placeholder="Please leave it with the neighbour who has the geese."></textarea><p class="note"><span data-count>0</span> of 280</p></div>
<label class="choice full"><input type="checkbox" name="gift"> <span>It is a present: no prices in the parcel</span></label>
</div></fieldset>`
}

function payment(): Markup {
  return html`<fieldset class="step"><legend><i>4</i> Payment</legend><div class="grid">
${field({ id: 'card-name', label: 'Name on the card', autocomplete: 'cc-name' })}
${field({ id: 'card-number', label: 'Card number', autocomplete: 'cc-number', className: 'card', attributes: 'inputmode="numeric" maxlength="23" placeholder="0000 0000 0000 0000"' })}
${field({ id: 'card-expiry', label: 'Expires', autocomplete: 'cc-exp', className: 'card', width: 'half', attributes: 'inputmode="numeric" maxlength="7" placeholder="MM / YY"' })}
${field({ id: 'card-code', label: 'Security code', autocomplete: 'cc-csc', className: 'card', width: 'half', attributes: 'inputmode="numeric" maxlength="4" placeholder="123"' })}
</div></fieldset>`
}

function account(): Markup {
  return html`<fieldset class="step"><legend><i>5</i> Account</legend><div class="grid">
<label class="choice full"><input type="checkbox" name="make-account" data-make-account checked> <span>Keep my orders and repairs in an account</span></label>
<div class="field full" data-password-field><label for="password">Password</label><div class="joined"><input id="password" name="password" type="password" autocomplete="new-password" minlength="10" aria-describedby="password-note"><button class="button quiet" type="button" data-show aria-pressed="false" aria-controls="password">Show password</button></div><meter data-strength min="0" max="4" value="0" aria-label="Password strength"></meter><p class="note" id="password-note" data-hint="Ten characters or more.">Ten characters or more.</p></div>
<label class="choice full"><input type="checkbox" name="terms" required> <span>I have read the <a href="/help/repairs">terms of repair and return</a></span></label>
<label class="choice full"><input type="checkbox" name="letter"> <span>Send me four letters a year</span></label>
</div></fieldset>`
}
