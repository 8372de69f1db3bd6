import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { REAL } from '../lab/bundle.ts'
import type { Result, TestPage } from '../lab/test-page.ts'

declare global {
  /** Where this page's reporter puts what came of each spec; `done` when all have run. */
  var specs: { readonly results: Result[]; done: boolean } | undefined
}

export const mediumEditor: TestPage = {
  name: 'MediumEditor',
  packages: ['medium-editor', 'jasmine-core'],
  path: 'medium-editor/_SpecRunner.html',
  html: runner,
  begin: 'util.js',
  async results(page) {
    await page.waitForFunction(() => globalThis.specs?.done, undefined, { timeout: 240_000 })
    return page.evaluate(() => globalThis.specs?.results ?? [])
  },
}

/** The page that its Gruntfile makes, without the coverage. */
function runner(): string {
  const specs = readdirSync(join(REAL, 'node_modules/medium-editor/spec'))
  const scripts = [
    ...['jasmine', 'jasmine-html', 'boot'].map(
      (name) => `../jasmine-core/lib/jasmine-core/${name}.js`,
    ),
    '../lodash/index.js',
    'spec/vendor/jasmine-jsreporter.js',
    'spec/vendor/jasmine-jsreporter-script.js',
    'dist/js/medium-editor.js',
    'spec/helpers/util.js',
    ...specs.filter((name) => name.endsWith('.spec.js')).map((name) => `spec/${name}`),
  ]
  return `<!doctype html>
<meta charset="utf-8">
<title>MediumEditor</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="dist/css/medium-editor.css">
<body>
${scripts.map((src) => `<script src="${src}"></script>`).join('\n')}
<script>
specs = { results: [], done: false }
jasmine.getEnv().addReporter({
  specDone: ({ fullName, status }) => specs.results.push({ test: fullName, state: status }),
  jasmineDone: () => { specs.done = true },
})
</script>`
}
