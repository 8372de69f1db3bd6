import type { Host, MakePart, Part } from '../part.ts'

/** What a chunk brings, once it is there. */
export function joining<Module>(
  host: Host,
  load: () => Promise<Module>,
  partsOf: (module: Module) => readonly MakePart[],
): Part {
  let running = true
  const join = async (): Promise<void> => {
    try {
      const module = await load()
      if (running) for (const part of partsOf(module)) host.use(part)
    } catch {
      // No network: the agent sees less.
    }
  }
  void join()
  return {
    stop() {
      running = false
    },
  }
}
