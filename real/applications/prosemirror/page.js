import { exampleSetup } from 'prosemirror-example-setup'
import 'prosemirror-example-setup/style/style.css'
import 'prosemirror-menu/style/menu.css'
import { DOMParser, Schema } from 'prosemirror-model'
import { schema as basic } from 'prosemirror-schema-basic'
import { addListNodes } from 'prosemirror-schema-list'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import 'prosemirror-view/style/prosemirror.css'

const schema = new Schema({
  nodes: addListNodes(basic.spec.nodes, 'paragraph block*', 'block'),
  marks: basic.spec.marks,
})
const content = document.createElement('div')
content.innerHTML = `<h2>How to oil a shelf</h2>
<p>Use <strong>little</strong> oil and a <em>clean</em> cloth. See <a href="https://example.com/oil">which oil</a>.</p>
<ul><li><p>Sand it first</p></li><li><p>Wipe off the dust</p><ol><li><p>With a brush</p></li><li><p>With a cloth</p></li></ol></li></ul>
<blockquote><p>Let it dry for a day.</p></blockquote><pre><code>coats = 2\nhours = 24</code></pre>
<p>${'What is left in the can keeps for a year when it is closed well. '.repeat(10)}</p>`

const place = document.getElementById('app')
place.style.cssText = 'max-width:800px;margin:20px auto;border:1px solid silver'
new EditorView(place, {
  state: EditorState.create({
    doc: DOMParser.fromSchema(schema).parse(content),
    plugins: exampleSetup({ schema }),
  }),
})
