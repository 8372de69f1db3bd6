import type { Explanation, Why } from '@alongside/capture/explain'
import type { HeldReason } from '@alongside/protocol'
import type { PreviewWords } from '../preview-words.ts'

/** What an administrator reads in test mode. In `{selector}`: a selector; in `{n}`: a count. */
export type TesterWords = {
  readonly language: string
  readonly title: string
  readonly lead: string
  readonly leave: string
  readonly see: string
  readonly point: string
  readonly move: string
  readonly element: string
  readonly none: string
  readonly around: string
  readonly into: string
  readonly before: string
  readonly after: string
  readonly hide: string
  readonly hideAll: string
  readonly show: string
  readonly chosen: string
  readonly undo: string
  readonly hidden: string
  readonly hiddenNoMore: string
  readonly shown: string
  readonly shownNoMore: string
  readonly sent: string
  readonly unsent: string
  readonly leaves: Readonly<Record<Explanation['leaves'], string>>
  readonly why: Readonly<Record<Why['by'], string>>
  readonly held: Readonly<Record<HeldReason, string>>
  readonly preview: PreviewWords
}

const EN: TesterWords = {
  language: 'en',
  title: 'Test of masks',
  lead: 'Hatched: what an agent would not get. Nothing of this page leaves this browser.',
  leave: 'Leave test mode (Escape)',
  see: 'See what an agent would see',
  point: 'Point at the page',
  move: 'Move to the other end',
  element: 'Element',
  none: 'Point at something on the page, or use the arrow keys here.',
  around: 'What it is in',
  into: 'What is in it',
  before: 'The one before',
  after: 'The one after',
  hide: 'Hide this',
  hideAll: 'Hide all {n} like it',
  show: 'Show this',
  chosen: 'Changes of the draft',
  undo: 'Undo: {text}',
  hidden: 'Hidden: {selector}',
  hiddenNoMore: 'Not hidden any more: {selector}',
  shown: 'Shown: {selector}',
  shownNoMore: 'Not shown any more: {selector}',
  sent: 'The settings page has these changes. Save them there.',
  unsent: 'The settings page does not have these changes: the server did not take them.',
  leaves: {
    all: 'Sent as it is.',
    parts: 'Sent, without the numbers in its text.',
    shape: 'Its box is sent, and dots for its content.',
    box: 'Only its box is sent.',
    nothing: 'Nothing of it is sent.',
  },
  why: {
    none: 'No rule hides it.',
    floor: 'Recognised as a password, a code or part of a card. No rule can show those.',
    hidden: 'A hidden field. No rule can show those.',
    personal:
      'Recognised as personal: a date of birth, a telephone, a number of a person or an account.',
    mode: 'The mode “Strict” hides what is not named as shown.',
    numbers: 'They look like numbers of cards, accounts, persons or telephones, or like keys.',
    unknown: 'It is no part of the copy.',
    mask: '“Always hidden” has {selector}.',
    unmask: '“Shown in spite of it” has {selector}.',
    markedMask: 'The page itself marks it with {selector}.',
    markedUnmask: 'The page itself marks it with {selector}.',
    markedBlock: 'The page itself marks it with {selector}. Only the page can change that.',
  },
  held: {
    customer: 'Nothing is sent: it is paused.',
    address: 'Nothing of this page is sent: its address is one of those that pause.',
    rules_invalid: 'Nothing is sent: this browser cannot read one of the selectors.',
    rules_unavailable:
      'Nothing is sent: a script of this page has replaced functions that masks are decided with.',
  },
  preview: {
    title: 'What an agent would see',
    text: 'The copy that an agent would have under the draft’s rules, drawn in this browser and nowhere else.',
    close: 'Close',
    mark: 'Mark on the page what is hidden',
    refused:
      'This site does not let the copy be drawn here. What is hidden is still marked on the page.',
    coming: 'Drawing the copy…',
  },
}

const JA: TesterWords = {
  language: 'ja',
  title: 'マスクのテスト',
  lead: '斜線の部分は担当者に届きません。このページの内容がブラウザの外に出ることはありません。',
  leave: 'テストを終了する（Escape）',
  see: '担当者に見える画面を表示',
  point: 'ページ上で選ぶ',
  move: '反対側の端に移動',
  element: '要素',
  none: 'ページ上の要素を指すか、ここで矢印キーを使ってください。',
  around: '外側の要素',
  into: '内側の要素',
  before: '前の要素',
  after: '次の要素',
  hide: 'これを隠す',
  hideAll: '同種の{n}件を隠す',
  show: 'これを表示する',
  chosen: '下書きの変更',
  undo: '元に戻す：{text}',
  hidden: '隠す：{selector}',
  hiddenNoMore: '隠す指定を解除：{selector}',
  shown: '表示する：{selector}',
  shownNoMore: '表示する指定を解除：{selector}',
  sent: '変更は設定ページに届いています。設定ページで保存してください。',
  unsent: '変更はまだ設定ページに届いていません。サーバーが受け付けませんでした。',
  leaves: {
    all: 'そのまま送信されます。',
    parts: '文中の番号を除いて送信されます。',
    shape: '枠だけが送信され、内容は点に置き換えられます。',
    box: '枠だけが送信されます。',
    nothing: '何も送信されません。',
  },
  why: {
    none: '隠す指定はありません。',
    floor: 'パスワード・認証コード・カード情報と判定されました。これらを表示する指定はできません。',
    hidden: '非表示の入力項目です。これらを表示する指定はできません。',
    personal: '個人情報（生年月日、電話番号、個人や口座の番号）と判定されました。',
    mode: '「厳格」モードでは、表示の指定がないものはすべて隠されます。',
    numbers: 'カード・口座・個人・電話の番号、または鍵と思われるものです。',
    unknown: '写しには含まれません。',
    mask: '「常に隠すもの」の {selector} に当てはまります。',
    unmask: '「例外として表示するもの」の {selector} に当てはまります。',
    markedMask: 'ページ自体に {selector} の指定があります。',
    markedUnmask: 'ページ自体に {selector} の指定があります。',
    markedBlock: 'ページ自体に {selector} の指定があります。変更はページ側でのみ行えます。',
  },
  held: {
    customer: '一時停止中のため、何も送信されません。',
    address: 'このページは何も送信されません。送信を止めるアドレスに当てはまります。',
    rules_invalid: '何も送信されません。このブラウザで読めないセレクターがあります。',
    rules_unavailable:
      '何も送信されません。マスクの判定に使う機能が、このページのスクリプトに置き換えられています。',
  },
  preview: {
    title: '担当者に見える画面',
    text: '下書きの設定で担当者に届く写しです。このブラウザの中だけに表示しています。',
    close: '閉じる',
    mark: '隠される箇所をページに表示する',
    refused:
      'このサイトの設定により、ここに写しを表示できません。隠される箇所はページ上に表示されています。',
    coming: '写しを表示しています',
  },
}

/** The first of the wanted languages that there are words for, else English. */
export function testerWords(languages: readonly string[]): TesterWords {
  const wanted = languages.map((tag) => tag.toLowerCase().split('-')[0])
  return (
    [EN, JA].find(({ language }) => language === wanted.find((it) => it === 'en' || it === 'ja')) ??
    EN
  )
}

/** A sentence with what stands for its holes. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => `${values[name] ?? ''}`)
}
