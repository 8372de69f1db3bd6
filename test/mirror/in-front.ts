type View = Window & typeof globalThis

/** Stands in front of one of the browser's own functions, and says of itself that it is that; `heard` of each call. */
export function inFrontOf<F extends object>(view: View, own: F, heard: () => void): F {
  const front = new Proxy(own, {
    apply(target, self, args) {
      heard()
      return Reflect.apply(target as unknown as () => unknown, self, args)
    },
  })
  const { prototype } = view.Function
  const say = prototype.toString
  prototype.toString = function () {
    return say.call(this === front ? own : this)
  }
  return front
}
