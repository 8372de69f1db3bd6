const place = document.getElementById('editor')
const status = document.querySelector('[data-status]')
const dark = matchMedia('(prefers-color-scheme: dark)').matches

require.config({ paths: { vs: '/vendor/monaco/vs' } })
require(['vs/editor/editor.main'], async (loaded) => {
  const monaco = loaded?.editor ? loaded : window.monaco
  const value = await (await fetch(place.dataset.file)).text()
  const editor = monaco.editor.create(place, {
    value,
    language: 'typescript',
    theme: dark ? 'vs-dark' : 'vs',
    automaticLayout: true,
    fontSize: 14,
  })
  const tell = () => {
    const at = editor.getPosition()
    status.textContent = `Line ${at.lineNumber}, column ${at.column} · ${editor.getModel().getLineCount()} lines · TypeScript`
  }
  editor.onDidChangeCursorPosition(tell)
  editor.onDidChangeModelContent(tell)
  tell()
  let darkNow = dark
  document.querySelector('[data-theme]').addEventListener('click', ({ target }) => {
    darkNow = !darkNow
    monaco.editor.setTheme(darkNow ? 'vs-dark' : 'vs')
    target.textContent = darkNow ? 'Light theme' : 'Dark theme'
  })
  window.editor = editor
  document.documentElement.dataset.ready = ''
})
