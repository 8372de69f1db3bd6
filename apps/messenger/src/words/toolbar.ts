import type { SharerWords } from '@alongside/sharer'
import type { Language } from './words.ts'

type ToolbarWords = Pick<
  SharerWords,
  | 'toolbar'
  | 'idle'
  | 'reconnecting'
  | 'stopHint'
  | 'collapse'
  | 'expand'
  | 'preview'
  | 'move'
  | 'duration'
>

/** What only the sharing bar says; it comes with co-browse, in every language at once. */
export const TOOLBAR_WORDS: Readonly<Record<Language, ToolbarWords>> = {
  en: {
    toolbar: (name) => `Sharing with ${name}`,
    idle: 'Still there? Sharing ends soon',
    reconnecting: 'Connecting again',
    stopHint: 'Stop sharing (or press Esc twice)',
    collapse: 'Make smaller',
    expand: 'Show the sharing bar',
    preview: (name) => `See what ${name} sees`,
    move: 'Move: drag, or use the arrow keys',
    duration: 'Shared for',
  },
  ja: {
    toolbar: (name) => `${name}さんと共有中`,
    idle: '操作がないため、まもなく共有が終わります',
    reconnecting: '再接続しています',
    stopHint: '共有を停止（Esc キーを 2 回押しても停止できます）',
    collapse: '小さくする',
    expand: '共有バーを表示する',
    preview: (name) => `${name}さんに見えている画面を表示する`,
    move: '移動：ドラッグするか、矢印キーを使います',
    duration: '共有時間',
  },
}
