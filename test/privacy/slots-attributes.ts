import type { Slots } from './slots.ts'
import { the } from './slots.ts'

/** Text, addresses and values in attributes, and what controls hold besides. */
export const ATTRIBUTES: Slots = {
  title: '<p title="$">a</p>',
  alt: '<img alt="$">',
  'alt of an area': '<map name=m><area alt="$"></map>',
  placeholder: '<input placeholder="$">',
  'placeholder of a textarea': '<textarea placeholder="$"></textarea>',
  summary: '<table summary="$"></table>',
  datetime: '<time datetime="$">a</time>',
  'label of an option': '<select><option label="$">a</select>',
  'label of a group': '<select><optgroup label="$"><option>a</select>',
  'label of a track': '<video><track label="$"></video>',
  'value of a list item': '<ul><li value="$">a</ul>',
  'value of data': '<data value="$">a</data>',
  'value of an option': '<select><option value="$">a</select>',
  'value of a button': '<button value="$">a</button>',
  'value of a suggestion': '<input list=s><datalist id=s><option value="$"></datalist>',
  'aria-label': '<p aria-label="$">a</p>',
  'aria-description': '<p aria-description="$">a</p>',
  'aria-valuetext': '<p role=slider aria-valuetext="$">a</p>',
  'aria-roledescription': '<p role=img aria-roledescription="$">a</p>',
  'aria-placeholder': '<p role=textbox aria-placeholder="$">a</p>',
  'aria-braillelabel': '<p aria-braillelabel="$">a</p>',
  'an unknown aria-*': '<p aria-note="$">a</p>',
  'data-*': '<p data-owner="$">a</p>',
  'an unknown attribute': '<p owner="$">a</p>',
  'an attribute of a custom element': '<x-card holder="$">a</x-card>',
  'an attribute with a prefix': '<p x:owner="$">a</p>',
  abbr: '<table><tr><th abbr="$">a</table>',
  download: '<a href="#x" download="$">a</a>',
  'an attribute of <svg>': '<svg><g owner="$"></g></svg>',
  'data-* of <svg>': '<svg><g data-owner="$"></g></svg>',
  'aria-label of <svg>': '<svg aria-label="$"></svg>',
  'alttext of <math>': '<math alttext="$"><mi>x</mi></math>',
  'an attribute of <math>': '<math><mi owner="$">x</mi></math>',
  'href of a link': '<a href="/of/$">a</a>',
  'href of mail': '<a href="mailto:$@example.com">a</a>',
  'fragment of this page': '<a href="#$">a</a>',
  'href of an area': '<map name=m><area href="/of/$"></map>',
  'href of <link>': '<link rel=author href="/of/$">',
  'href in <svg>': '<svg><a href="/of/$"><text>a</text></a></svg>',
  'xlink:href in <svg>': '<svg><a xlink:href="/of/$"><text>a</text></a></svg>',
  'reference in <svg>': '<svg><use href="#$"></use></svg>',
  'src of an image': '<img src="/of/$.png" loading=lazy>',
  'src of an image button': '<input type=image src="data:image/gif;x=$,">',
  'data: of an image': '<img src="data:image/svg+xml,$">',
  'src of a video': '<video preload=none src="/of/$.mp4"></video>',
  'src of a source': '<audio preload=none><source src="/of/$.mp3"></audio>',
  'src of a track': '<video preload=none><track src="/of/$.vtt"></video>',
  'src of a frame': '<iframe loading=lazy style="margin-top:9999px" src="/of/$.png"></iframe>',
  'src of a plugin': '<embed type="no/plugin" src="/of/$">',
  'data of an object': '<object type="no/plugin" data="/of/$"></object>',
  poster: '<video preload=none poster="/of/$.png"></video>',
  background: '<table background="data:image/gif,$"></table>',
  'action of a form': '<form action="/of/$"></form>',
  'formaction of a button': '<button formaction="/of/$">a</button>',
  'cite of a quotation': '<blockquote cite="/of/$">a</blockquote>',
  'title of a frame': '<iframe title="$"></iframe>',
  'value of a field': '<input value="$">',
  'value of a button field': '<input type=button value="$">',
  'value of a submit field': '<input type=submit value="$">',
  'value of a box': '<input type=checkbox value="$">',
  'value of a hidden field': '<input type=hidden value="$">',
  'value of a password field': '<input type=password value="$">',
  'value of a one-time code': '<input autocomplete=one-time-code value="$">',
}

/** What a control holds, whatever its attributes say. */
export const VALUES: Slots = {
  'typed text'(host, secret) {
    the(host, 'input').value = secret
  },
  'typed text, key by key'(host, secret) {
    const field = the(host, 'input')
    for (const key of secret) field.setRangeText(key, field.value.length, field.value.length, 'end')
  },
  'typed e-mail'(host, secret) {
    the(host, 'input', 'type=email').value = secret
  },
  'typed search'(host, secret) {
    the(host, 'input', 'type=search').value = secret
  },
  'typed password'(host, secret) {
    the(host, 'input', 'type=password').value = secret
  },
  'typed password that is shown'(host, secret) {
    const field = the(host, 'input', 'type=password')
    field.type = 'text'
    field.value = secret
  },
  'typed card number'(host, secret) {
    the(host, 'input', 'autocomplete=cc-number').value = secret
  },
  'written text'(host, secret) {
    the(host, 'textarea').value = secret
  },
  'default of a textarea'(host, secret) {
    the(host, 'textarea').defaultValue = secret
  },
  'chosen option'(host, secret) {
    const select = the(host, 'select')
    select.replaceChildren(new Option('a'), new Option(secret, secret, true, true))
  },
  'value of a component'(host, secret) {
    const root = shadowOf(host)
    root.innerHTML ||= '<input>'
    ;(root.firstElementChild as HTMLInputElement).value = secret
  },
}

function shadowOf(host: HTMLElement): ShadowRoot {
  const outer = the(host, 'div')
  return outer.shadowRoot ?? outer.attachShadow({ mode: 'open' })
}
