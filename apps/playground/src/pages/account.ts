import { html, type Markup } from '../markup.ts'
import { formatPrice } from '../shop/products.ts'
import type { Snippet } from '../snippet.ts'
import { icon } from './icons.ts'
import { breadcrumbs, layout } from './layout.ts'

const orders = [
  {
    id: 'FF-26-10342',
    date: '2 November 2026',
    things: ['Esker tent', 'Tarn mat'],
    cents: 52190,
    state: 'On its way',
  },
  {
    id: 'FF-26-09118',
    date: '14 August 2026',
    things: ['Linn mug', 'Linn mug', 'Beck flask'],
    cents: 8485,
    state: 'Delivered',
  },
  {
    id: 'FF-26-07720',
    date: '30 May 2026',
    things: ['Skerry jacket'],
    cents: 24895,
    state: 'In repair',
  },
  {
    id: 'FF-25-15002',
    date: '9 December 2025',
    things: ['Wold beanie', 'Haugh socks'],
    cents: 5390,
    state: 'Delivered',
  },
  {
    id: 'FF-25-11876',
    date: '21 September 2025',
    things: ['Corrie pack'],
    cents: 21995,
    state: 'Returned',
  },
] as const

const stateClass: Readonly<Record<(typeof orders)[number]['state'], string>> = {
  'On its way': 'moving',
  Delivered: 'done',
  'In repair': 'waiting',
  Returned: 'closed',
}

const addresses = [
  {
    id: 'home',
    name: 'Home',
    lines: ['Ines Carvalho', 'Rua das Taipas 48', '4050-600 Porto', 'Portugal'],
  },
  {
    id: 'work',
    name: 'Work',
    lines: ['Ines Carvalho', 'Avenida da Boavista 1203', '4100-130 Porto', 'Portugal'],
  },
] as const

export function accountPage(snippet: Snippet | null): Markup {
  return layout(snippet, {
    title: 'Account',
    path: '/account',
    styles: ['forms.css', 'account.css'],
    scripts: ['account.js'],
    main: html`<div class="wrap">
${breadcrumbs([{ name: 'Home', href: '/' }, { name: 'Account' }])}
<header class="account-head"><img src="/images/portrait.png" alt="" width="72" height="72"><div><h1>Ines Carvalho</h1><p>With us since March 2021 · 5 orders · 2 repairs</p></div></header>

<section class="panel" aria-labelledby="orders"><h2 id="orders">Orders</h2>
<div class="table-scroll" tabindex="0" role="region" aria-label="Table of orders"><table class="orders"><thead><tr><th scope="col">Order</th><th scope="col">Date</th><th scope="col">Things</th><th scope="col">State</th><th scope="col" class="number">Total</th></tr></thead><tbody>
${orders.map((order) => html`<tr><th scope="row"><a href="#${order.id}">${order.id}</a></th><td>${order.date}</td><td>${order.things.join(', ')}</td><td><span class="state state-${stateClass[order.state]}">${order.state}</span></td><td class="number">${formatPrice(order.cents)}</td></tr>`)}
</tbody><tfoot><tr><th scope="row" colspan="4">Together</th><td class="number">${formatPrice(orders.reduce((sum, { cents }) => sum + cents, 0))}</td></tr></tfoot></table></div>
${orders.slice(0, 3).map((order) => html`<details class="fold" id="${order.id}"><summary>${order.id}: what is in it</summary><ul>${order.things.map((thing) => html`<li>${thing}</li>`)}</ul><p>Paid by card ending in <span class="card">4417</span>. <a href="/help/repairs">Ask for a repair</a></p></details>`)}
</section>

<div class="account-columns">
<section class="panel" aria-labelledby="profile"><h2 id="profile">Profile</h2>
<form class="grid" data-profile>
<div class="field half"><label for="profile-given">Given name</label><input id="profile-given" name="given" value="Ines" autocomplete="given-name" required></div>
<div class="field half"><label for="profile-family">Family name</label><input id="profile-family" name="family" value="Carvalho" autocomplete="family-name" required></div>
<div class="field full"><label for="profile-email">E-mail</label><input id="profile-email" name="email" type="email" value="ines@example.com" autocomplete="email" required></div>
<div class="field half"><label for="profile-birthday">Birthday</label><input id="profile-birthday" name="birthday" type="date" value="1988-04-17" autocomplete="bday"></div>
<div class="field half"><label for="profile-size">Back length</label><select id="profile-size" name="size"><option>Short</option><option selected>Regular</option><option>Long</option></select></div>
<label class="choice full"><input type="checkbox" name="letters" checked> <span>Four letters a year</span></label>
<label class="choice full"><input type="checkbox" name="reminders"> <span>Remind me to wax the zips</span></label>
<div class="full"><button class="button" type="submit">Save</button> <span class="saved" role="status" data-saved></span></div>
</form></section>

<section class="panel" aria-labelledby="book"><h2 id="book">Address book</h2>
<ul class="addresses">${addresses.map((address) => html`<li data-address="${address.id}"><h3>${address.name}</h3><address>${address.lines.map((line) => html`<span>${line}</span>`)}</address><button class="button quiet small" type="button" data-edit="${address.id}">Edit</button></li>`)}</ul>
<button class="button quiet" type="button" data-edit="">${icon('plus')} Add an address</button>
</section>
</div>

<section class="panel danger" aria-labelledby="leave"><div><h2 id="leave">Leave us</h2><p>Your orders stay in our books for as long as the law says, and everything else goes.</p></div><button class="button warn" id="delete-account" type="button">Delete my account</button></section>
</div>
<dialog class="dialog" data-dialog aria-labelledby="dialog-title"><form method="dialog" class="grid" data-address-form><h2 id="dialog-title" class="full">Edit address</h2>
<div class="field full"><label for="a-name">Name</label><input id="a-name" name="line0" autocomplete="name" required></div>
<div class="field full"><label for="a-street">Street and number</label><input id="a-street" name="line1" autocomplete="address-line1" required></div>
<div class="field half"><label for="a-town">Postcode and town</label><input id="a-town" name="line2" required></div>
<div class="field half"><label for="a-country">Country</label><input id="a-country" name="line3" autocomplete="country-name" required></div>
<div class="full dialog-row"><button class="button quiet" type="button" data-cancel>Cancel</button><button class="button" value="save">Save address</button></div></form></dialog>`,
  })
}
