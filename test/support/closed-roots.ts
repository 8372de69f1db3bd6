declare global {
  var ownRoots: ShadowRoot[]
}

/** An init script: only a test looks into the closed roots that messenger and sharer make. */
export function keepClosedRoots(): void {
  globalThis.ownRoots = []
  const { attachShadow } = Element.prototype
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init)
    if (init.mode === 'closed') globalThis.ownRoots.push(root)
    return root
  }
}
