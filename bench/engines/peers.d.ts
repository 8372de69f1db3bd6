// The peers are installed on demand (bench/package.json), so a check of this repository cannot rely on
// their own types. This is what the adapters use of them.

declare module '@rrweb/record' {
  export function record(options: {
    emit(event: unknown): void
    inlineStylesheet?: boolean
    inlineImages?: boolean
    collectFonts?: boolean
  }): (() => void) | undefined
}

declare module '@rrweb/replay' {
  export class Replayer {
    readonly iframe: HTMLIFrameElement
    constructor(
      events: readonly unknown[],
      options: {
        root: Element
        liveMode: boolean
        mouseTail: boolean
        showWarning: boolean
        useVirtualDom: boolean
      },
    )
    startLive(baseline: number): void
    addEvent(event: unknown): void
  }
}

declare module '@datadog/browser-rum-core' {
  export class LifeCycle {}
}

declare module '@datadog/browser-rum/esm/domain/record/record.mjs' {
  export function record(options: {
    emitRecord(record: unknown): void
    emitResource(): void
    emitStats(): void
    configuration: { defaultPrivacyLevel: 'allow' }
    lifeCycle: unknown
    viewHistory: { findView(): { id: string } }
  }): { stop(): void; flushMutations(): void }
}

declare module 'clarity-js' {
  export const clarity: {
    start(config: {
      projectId: string
      track: boolean
      content: boolean
      unmask: string[]
      upload(payload: string): void
    }): void
    stop(): void
  }
}

declare module '@openreplay/tracker/class' {
  // biome-ignore lint/style/noDefaultExport: the package has no other.
  export default class Tracker {
    constructor(options: Record<string, unknown>)
    start(): Promise<{ success: boolean; reason?: string }>
    forceFlushBatch(): void
    stop(): void
  }
}
