// The peers are installed on demand (bench/package.json), so that their own types cannot be relied on
// by a check of this repository. This is what the adapters use of them.

declare module '@rrweb/record' {
  export function record(options: { emit(event: unknown): void }): (() => void) | undefined
}

declare module '@rrweb/replay' {
  export class Replayer {
    readonly iframe: HTMLIFrameElement
    constructor(
      events: readonly unknown[],
      options: { root: Element; liveMode: boolean; mouseTail?: boolean; showWarning?: boolean },
    )
    startLive(baseline: number): void
    addEvent(event: unknown): void
    destroy(): void
  }
}
