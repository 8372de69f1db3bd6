/** They come with the preview, which few customers open. */
export type PreviewWords = {
  readonly title: string
  readonly text: string
  readonly close: string
  readonly mark: string
  /** The site's own rules let nothing be drawn that the preview needs. */
  readonly refused: string
  readonly coming: string
}

const WORDS: Readonly<Record<string, PreviewWords>> = {
  en: {
    title: 'What {name} sees',
    text: 'This is the copy of your tab that {name} has. What is hidden never leaves your browser.',
    close: 'Close',
    mark: 'Mark on my page what is hidden',
    refused:
      'This site does not let the copy be drawn here. What is hidden can still be marked on your page.',
    coming: 'Drawing the copy…',
  },
  ja: {
    title: '{name}さんに見えている画面',
    text: '{name}さんに届いているこのタブの写しそのものです。隠された内容はお使いのブラウザの外に出ません。',
    close: '閉じる',
    mark: '隠されている箇所をページに表示する',
    refused:
      'このサイトの設定により、ここに写しを表示できません。隠されている箇所をページに表示することはできます。',
    coming: '写しを表示しています',
  },
}

export function previewWords(language: string, name: string): PreviewWords {
  const words = WORDS[language] ?? WORDS['en']
  const filled = Object.entries(words ?? {}).map(([key, text]) => [
    key,
    text.replaceAll('{name}', () => name),
  ])
  return Object.fromEntries(filled)
}
