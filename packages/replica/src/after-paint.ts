/** A frame may never come: the agent looks at another window. Milliseconds. */
const LATE_MS = 100

/** Calls back when the next frame has been painted; gives what takes that back. */
export function afterPaint(then: () => void): () => void {
  const { port1, port2 } = new MessageChannel()
  // A task that is posted in a frame's callback runs after that frame was painted.
  const post = (): void => port2.postMessage(0)
  const frame = requestAnimationFrame(post)
  const timer = setTimeout(post, LATE_MS)
  const cancel = (): void => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    port1.close()
  }
  port1.onmessage = () => {
    cancel()
    then()
  }
  return cancel
}
