import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CHROMIUM_PATH } from '../support/chromium.ts'

const MAIN = fileURLToPath(new URL('../../apps/server/src/main.ts', import.meta.url))

const PAGE = `<!doctype html><title>Checkout</title>
  <h1 title="of the shop">Checkout</h1>
  <form>
    <label>Name <input id=name autocomplete=name></label>
    <label>Card <input id=card autocomplete=cc-number></label>
    <label>Password <input id=password type=password></label>
    <input type=hidden id=token value=t>
    <label>Notes <textarea id=notes maxlength=8></textarea></label>
    <label>Arrival <input id=arrival type=date></label>
    <label>Bill <input id=bill type=file></label>
    <select id=size><option>small<option>large</select>
  </form>
  <section class=account data-owner=someone><p id=balance>balance</p></section>
  <div id=host></div>
  <iframe id=frame srcdoc="<p id=inner>inner</p>"></iframe>
  <script>host.attachShadow({mode:'open'}).innerHTML='<p id=shade>shade</p>'</script>`

describe('alongside audit', () => {
  let site: Server
  let url: string
  const folder = mkdtempSync(join(tmpdir(), 'alongside-audit-'))
  const rules = join(folder, 'rules.json')

  beforeAll(async () => {
    site = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.setHeader('content-security-policy', "default-src 'self' 'unsafe-inline'")
      response.end(PAGE)
    })
    await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening))
    url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`
    writeFileSync(rules, JSON.stringify({ cobrowse: { maskSelectors: ['.account'] } }))
  })

  afterAll(() => {
    site.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('says which fields agents see, and ends with 0 when nothing leaves that must not', async () => {
    const { code, out } = await audit('--rules', rules, '--json', url)
    const report = JSON.parse(out)
    expect([code, report.leaks]).toEqual([0, []])
    const paths = report.fields.map(({ path }: { path: string }) => path)
    expect(paths).toEqual(['#name', '#notes', '#arrival'])
    expect(report.slots).toBeGreaterThan(2 * 15)
    expect(report.hidden).toBeGreaterThanOrEqual(2 * 5)
  })

  it('ends with 1 and names what leaves though the site forbids it', async () => {
    const { code, out } = await audit('--forbid', '#arrival, p', url)
    expect(code).toBe(1)
    for (const path of ['#arrival', '#balance', '#host >>> #shade', '#frame >>> #inner'])
      expect(out).toContain(`${path}  `)
    expect(out).toMatch(/Leaks: 8\b/)
    expect(out).not.toContain('#password')
  })

  it('with mode strict nothing leaves that is not unmasked', async () => {
    const { code, out } = await audit('--mode', 'strict', '--json', url)
    expect([code, JSON.parse(out).fields]).toEqual([0, []])
  })

  it('ends with 2 where the browser cannot read a selector, or not load the page', async () => {
    const broken = join(folder, 'broken.json')
    writeFileSync(broken, JSON.stringify({ maskSelectors: ['p['] }))
    const { code, out } = await audit('--rules', broken, url)
    expect([code, out]).toEqual([2, expect.stringMatching(/rules_invalid: .*p\[/)])
    const away = await audit('http://127.0.0.1:1/')
    expect(away).toEqual({ code: 2, out: expect.stringMatching(/page_unreachable: http:\/\/127/) })
  })
})

function audit(...args: string[]): Promise<{ code: number; out: string }> {
  const given = ['--conditions=@alongside/source', MAIN, 'audit', '--no-sandbox', ...args]
  const env = { ...process.env, CHROMIUM_PATH }
  return new Promise((ended) =>
    execFile(process.execPath, given, { env }, (error, out, wrong) =>
      ended({ code: error ? Number(error.code) : 0, out: out + wrong }),
    ),
  )
}
