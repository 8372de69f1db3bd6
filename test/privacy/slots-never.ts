import { framed, type Slots, the } from './slots.ts'

/** What stays with the customer in any mode, whatever the rules say. */
export const NEVER: Slots = {
  comment: '<!--$--><p>a</p>',
  script: '<script type=no>$</script>',
  noscript: '<noscript>$</noscript>',
  'content of a template': '<template><p>$</p></template>',
  'fallback of a frame': '<iframe>$</iframe>',
  'fallback of an object': '<object type="no/plugin">$</object>',
  'processing instruction': '<?owner $?><p>a</p>',
  srcdoc: '<iframe sandbox srcdoc="$"></iframe>',
  srcset: '<img sizes="1px" srcset="/of/$.png 1w" loading=lazy style="margin-top:9999px">',
  imagesrcset: '<link rel=preload as=image imagesrcset="/of/$.png 1w" media=print>',
  nonce: '<style nonce="$"></style>',
  integrity: '<link rel=x integrity="$">',
  'content of <meta>': '<meta name=owner content="$">',
  'listener in markup': '<p onclick="$">a</p>',
  'long value of an unknown attribute': '<p data-owner="a longer note of $">a</p>',
  'number in an unknown attribute': '<p data-owner="$-4711">a</p>',
  'query of a link': '<a href="/x?owner=$">a</a>',
  'fragment of another page': '<a href="/x#$">a</a>',
  'query of an image': '<img src="/x.png?owner=$" loading=lazy style="margin-top:9999px">',
  'query of a form': '<form action="/x?owner=$"></form>',
  'script as an address': '<a href="javascript:$">a</a>',
  'data: of a page': '<a href="data:text/plain,$">a</a>',
  'data: of a video': '<video src="data:video/mp4,$"></video>',
  'name of a file'(host, secret) {
    const files = new DataTransfer()
    files.items.add(new File([secret], `${secret}.txt`))
    the(host, 'input', 'type=file').files = files.files
  },
  'validation message'(host, secret) {
    the(host, 'input').setCustomValidity(secret)
  },
  'property of an element'(host, secret) {
    Object.assign(the(host, 'p'), { owner: secret, __owner: { secret } })
  },
  'name of a window'(host, secret) {
    const view = framed(host).defaultView
    if (view) view.name = secret
  },
  'submitted value of a component'(host, secret) {
    if (!host.firstChild) host.append(document.createElement('x-submitted'))
    ;(host.firstElementChild as Submitted).internals.setFormValue(secret)
  },
  'label of a component'(host, secret) {
    if (!host.firstChild) host.append(document.createElement('x-submitted'))
    ;(host.firstElementChild as Submitted).internals.ariaLabel = secret
  },
  'caption of a video'(host, secret) {
    const video = the(host, 'video')
    const track = video.textTracks[0] ?? video.addTextTrack('captions')
    track.mode = 'showing'
    track.addCue(new VTTCue(0, 9, secret))
  },
  'name of a highlight'(host, secret) {
    const range = new Range()
    range.selectNodeContents(the(host, 'p'))
    CSS.highlights.clear()
    CSS.highlights.set(secret, new Highlight(range))
  },
  'id of an animation'(host, secret) {
    the(host, 'p').animate([{ opacity: 0 }, { opacity: 1 }], { duration: 60_000, id: secret })
  },
  'detail of an event'(host, secret) {
    host.dispatchEvent(new CustomEvent('change', { bubbles: true, detail: secret }))
    host.dispatchEvent(new InputEvent('input', { bubbles: true, data: secret }))
  },
  'key of an event'(host, secret) {
    host.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: secret, code: secret }))
  },
  'dragged and pasted data'(host, secret) {
    const data = new DataTransfer()
    data.setData('text/plain', secret)
    host.dispatchEvent(new DragEvent('dragstart', { bubbles: true, dataTransfer: data }))
    host.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, clipboardData: data }))
  },
  storage(_host, secret) {
    sessionStorage.setItem('owner', secret)
    localStorage.setItem('owner', secret)
    history.replaceState({ secret }, '')
  },
  'query of the page'(_host, secret) {
    history.replaceState(null, '', `?owner=${secret}`)
  },
  'fragment of the page'(_host, secret) {
    history.pushState(null, '', `#${secret}`)
  },
  'element of the product itself': '<div data-alongside-own>$</div>',
}

class Submitted extends HTMLElement {
  static readonly formAssociated = true
  readonly internals: ElementInternals = this.attachInternals()
}
customElements.define('x-submitted', Submitted)
