import { javascript } from '@codemirror/lang-javascript'
import { basicSetup, EditorView } from 'codemirror'

const line = (_, i) => `export function step${i}(input) {
  // What comes in is counted, what goes out is ${i} more.
  const total = input.reduce((sum, { price }) => sum + price, ${i})
  return { total, label: \`\${total} of ${i}\` }
}
`
new EditorView({
  doc: Array.from({ length: 300 }, line).join('\n'),
  extensions: [
    basicSetup,
    javascript(),
    EditorView.theme({ '&': { height: '640px', border: '1px solid #ccc' } }),
  ],
  parent: document.getElementById('app'),
})
