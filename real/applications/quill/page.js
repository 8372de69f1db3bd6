import Quill from 'quill'
import 'quill/dist/quill.snow.css'

const place = document.getElementById('app')
place.innerHTML = `<div id="editor"><h1>Notes of the meeting</h1>
<p>We looked at the <strong>new</strong> shelves and at <em>what they cost</em>.</p>
<ol><li data-list="bullet">Oak is dear</li><li data-list="bullet">Pine is soft</li></ol>
<blockquote>Measure twice, cut once.</blockquote>
<p>${'The order is to go out before Friday, so that it comes in the week after. '.repeat(12)}</p></div>`

new Quill('#editor', {
  theme: 'snow',
  placeholder: 'Write something',
  modules: {
    toolbar: [
      [{ header: [1, 2, false] }, { font: [] }, { size: [] }],
      ['bold', 'italic', 'underline', 'strike'],
      [{ color: [] }, { background: [] }],
      [{ list: 'ordered' }, { list: 'bullet' }, { list: 'check' }, { indent: '+1' }],
      [{ align: [] }, 'link', 'blockquote', 'code-block', 'clean'],
    ],
  },
})
