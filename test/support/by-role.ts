import type { CDPSession, Page } from 'playwright-core'

/**
 * Finds and uses what a person sees, in closed shadow roots too: by role and name in the accessibility tree, then with
 * the real mouse and keyboard. The messenger and the sharing bar are reachable in no other way, from outside as little
 * as for a page's script.
 */
export interface ByRole {
  /** Waits until something of this role and name (a substring, or a pattern) is there. */
  wait(role: string, name: string | RegExp, ms?: number): Promise<void>
  /** Whether it is there now. */
  has(role: string, name: string | RegExp): Promise<boolean>
  click(role: string, name: string | RegExp): Promise<void>
  /** Clicks into it and types. */
  type(role: string, name: string | RegExp, text: string): Promise<void>
  /** Every text of the accessibility tree, for what has no role of its own. */
  texts(): Promise<string[]>
  waitText(text: string | RegExp, ms?: number): Promise<void>
}

type AxNode = {
  readonly ignored: boolean
  readonly role?: { readonly value: string }
  readonly name?: { readonly value: string }
  readonly backendDOMNodeId?: number
}

export async function byRole(page: Page): Promise<ByRole> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Accessibility.enable')

  const nodes = async (): Promise<AxNode[]> =>
    ((await cdp.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] }).nodes
  const find = async (role: string, name: string | RegExp): Promise<AxNode | undefined> =>
    (await nodes()).find(
      (node) => !node.ignored && node.role?.value === role && fits(node.name?.value ?? '', name),
    )
  const waitFor = async (role: string, name: string | RegExp, ms = 10_000): Promise<AxNode> =>
    poll(
      () => find(role, name),
      ms,
      async () => {
        const there = (await nodes()).filter((node) => node.role?.value === role)
        return `no ${role} ${name}; there are: ${there.map((node) => node.name?.value).join(' | ')}`
      },
    )
  const texts = async (): Promise<string[]> =>
    (await nodes()).map((node) => node.name?.value ?? '').filter(Boolean)

  return {
    wait: async (role, name, ms) => void (await waitFor(role, name, ms)),
    has: async (role, name) => (await find(role, name)) !== undefined,
    async click(role, name) {
      const at = await centerOf(cdp, await waitFor(role, name))
      await page.mouse.click(at.x, at.y)
    },
    async type(role, name, text) {
      const at = await centerOf(cdp, await waitFor(role, name))
      await page.mouse.click(at.x, at.y)
      await page.keyboard.type(text)
    },
    texts,
    waitText: async (text, ms = 10_000) =>
      void (await poll(
        async () => (await texts()).some((each) => fits(each, text)),
        ms,
        async () => `no text ${text} in: ${(await texts()).slice(-60).join(' | ')}`,
      )),
  }
}

/** Waits until the element has stopped moving, then says where it is. */
async function centerOf(cdp: CDPSession, node: AxNode): Promise<{ x: number; y: number }> {
  const { backendDOMNodeId: backendNodeId } = node
  if (backendNodeId === undefined) throw new Error('an accessible node without an element')
  await cdp.send('DOM.scrollIntoViewIfNeeded', { backendNodeId }).catch(() => {})
  let before = ''
  return poll(
    async () => {
      const { quads } = await cdp.send('DOM.getContentQuads', { backendNodeId })
      const quad = quads[0]
      const still = JSON.stringify(quad) === before
      before = JSON.stringify(quad)
      if (!quad || !still) return undefined
      const [x1 = 0, y1 = 0, , , x2 = 0, y2 = 0] = quad
      return { x: (x1 + x2) / 2, y: (y1 + y2) / 2 }
    },
    5_000,
    async () => 'an element that never rests',
  )
}

/** Asks every 50 ms until there is an answer. */
export async function poll<T>(
  ask: () => Promise<T | undefined | null | false>,
  ms: number,
  explain: () => Promise<string>,
): Promise<T> {
  const end = Date.now() + ms
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${await explain()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function fits(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)
}

type DomNode = {
  readonly nodeId: number
  readonly nodeType: number
  readonly attributes?: string[]
  readonly children?: DomNode[]
  readonly shadowRoots?: DomNode[]
}

/** Every element below `node`, in closed shadow roots too; `own`: inside something that the product draws. */
function* elements(
  node: DomNode,
  own = false,
): Generator<{ node: DomNode; own: boolean; attributes: Map<string, string> }> {
  const attributes = new Map<string, string>()
  for (let i = 0; i < (node.attributes?.length ?? 0); i += 2) {
    attributes.set(node.attributes?.[i] ?? '', node.attributes?.[i + 1] ?? '')
  }
  if (node.nodeType === 1) yield { node, own, attributes }
  const inside = own || attributes.has('data-alongside-own')
  for (const child of [...(node.shadowRoots ?? []), ...(node.children ?? [])])
    yield* elements(child, inside)
}

async function tree(cdp: CDPSession): Promise<DomNode> {
  await cdp.send('DOM.enable')
  return ((await cdp.send('DOM.getDocument', { depth: -1, pierce: true })) as { root: DomNode })
    .root
}

/** Where a cursor is drawn above a page, in px of its window. */
export async function drawnCursor(page: Page): Promise<{ x: number; y: number } | null> {
  const cdp = await page.context().newCDPSession(page)
  try {
    for (const { attributes } of elements(await tree(cdp))) {
      if (attributes.get('class') !== 'cursor' || attributes.get('data-state') === 'gone') continue
      const style = attributes.get('style') ?? ''
      const [, x, y] = /translate\(([-\d.]+)px, ([-\d.]+)px\)/.exec(style) ?? []
      if (x !== undefined && y !== undefined) return { x: Number(x), y: Number(y) }
    }
    return null
  } finally {
    await cdp.detach()
  }
}

/** Hides what the product draws over a page, for a picture of the page alone; returns how to show it again. */
export async function hideOwn(page: Page): Promise<() => Promise<void>> {
  const cdp = await page.context().newCDPSession(page)
  const set = async (value: string): Promise<void> => {
    for (const { node, own } of elements(await tree(cdp))) {
      if (!own) continue
      const resolved = await cdp.send('DOM.resolveNode', { nodeId: node.nodeId }).catch(() => null)
      if (!resolved?.object.objectId) continue // gone since the tree was read
      await cdp.send('Runtime.callFunctionOn', {
        objectId: resolved.object.objectId,
        functionDeclaration: `function () { this.style.setProperty('opacity', '${value}', '${value === '' ? '' : 'important'}') }`,
      })
    }
  }
  await set('0')
  return async () => {
    await set('')
    await cdp.detach()
  }
}
