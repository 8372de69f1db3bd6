const place = document.getElementById('app')
place.style.cssText = 'height:720px'
const line = (_, i) => `export function step${i}(input: readonly Item[]): Total {
  // What comes in is counted, what goes out is ${i} more.
  const total = input.reduce((sum, { price }) => sum + price, ${i})
  return { total, label: \`\${total} of ${i}\` }
}
`
const script = document.createElement('script')
script.src = '/npm/monaco-editor/min/vs/loader.js'
script.onload = () => {
  const { require } = window
  require.config({ paths: { vs: '/npm/monaco-editor/min/vs' } })
  require(['vs/editor/editor.main'], (loaded) => {
    const monaco = loaded?.editor ? loaded : window.monaco
    monaco.editor.create(place, {
      value: Array.from({ length: 400 }, line).join('\n'),
      language: 'typescript',
      automaticLayout: true,
    })
    document.documentElement.dataset.ready = ''
  })
}
document.head.append(script)
