/** How a session ended, and its receipt: these words come with their chunk, in both languages. */
const en = {
  declined: 'You declined. Nothing was shared.',
  expired: 'The request ran out. Nothing was shared.',
  withdrawn: '{name} withdrew the request. Nothing was shared.',
  customer_ended: 'You stopped sharing after {time}',
  agent_ended: '{name} stopped looking after {time}',
  idle: 'Sharing ended after {time} because nothing happened for a while',
  too_long: 'Sharing ended after {time}, the longest time allowed',
  interrupted_too_long: 'Sharing ended after {time} because the connection was lost',
  conversation_ended: 'Sharing ended after {time} with the conversation',
  reassigned:
    'Sharing ended after {time}: you agreed to show this tab to {name}, and somebody else answers you now',
  reassigned_before:
    'Somebody else answers you now, so {name}’s request is over. Nothing was shared.',
  failed: 'Sharing ended because something went wrong. The chat goes on.',
  show: 'Receipt',
  title: 'Receipt for the tab you shared',
  save: 'Save as a file',
  asked: 'Asked',
  askedBy: '{name}, {at}',
  agreed: 'You agreed',
  shared: 'Shared',
  tab: 'One tab, while it showed',
  noPage: 'One tab. No page of it was shown.',
  more: 'and {n} more',
  hidden: 'Hidden',
  fields: 'Fields: {n}',
  texts: 'Texts and pictures: {n}',
  boxes: 'Whole parts: {n}',
  nothing: 'Nothing on these pages had to be',
  allowed: 'Allowed',
  rights: 'Looking and pointing. No drawing, clicking or typing.',
  paused: 'Pauses',
  pauses: '{n}, together {time}',
  none: 'None',
  length: 'Length',
  ended: 'Ended',
  rules: 'Privacy rules',
  rule: 'version {n}, {mode} ({hash})',
  reference: 'Reference',
}
export type EndedKey = keyof typeof en

const ja: Record<EndedKey, string> = {
  declined: '共有の依頼を断りました。何も共有されていません。',
  expired: '回答の期限が過ぎました。何も共有されていません。',
  withdrawn: '{name}さんが依頼を取り下げました。何も共有されていません。',
  customer_ended: 'あなたが共有を停止しました（{time}）',
  agent_ended: '{name}さんが共有を終了しました（{time}）',
  idle: 'しばらく操作がなかったため、共有を終了しました（{time}）',
  too_long: '上限の時間に達したため、共有を終了しました（{time}）',
  interrupted_too_long: '接続が途切れたため、共有を終了しました（{time}）',
  conversation_ended: '会話の終了とともに、共有も終了しました（{time}）',
  reassigned:
    '担当者が代わったため、{name}さんとの共有を終了しました（{time}）。このタブは、ほかの担当者には見えません。',
  reassigned_before:
    '担当者が代わったため、{name}さんの依頼は取り消されました。何も共有されていません。',
  failed: '問題が発生したため、共有を終了しました。チャットはこのまま続けられます。',
  show: '共有の記録',
  title: '共有したタブの記録',
  save: 'ファイルに保存',
  asked: '依頼',
  askedBy: '{name}さん、{at}',
  agreed: '許可した時刻',
  shared: '共有した内容',
  tab: '一つのタブだけ。表示したページ：',
  noPage: '一つのタブだけ。ページは表示されませんでした。',
  more: 'ほか {n} 件',
  hidden: '隠した内容',
  fields: '入力欄：{n}',
  texts: '文字や画像：{n}',
  boxes: '区画全体：{n}',
  nothing: 'これらのページにはありませんでした',
  allowed: '許可した操作',
  rights: '見ることと指し示すことだけ。描画、クリック、入力はできません。',
  paused: '一時停止',
  pauses: '{n} 回、合計 {time}',
  none: 'なし',
  length: '共有時間',
  ended: '終了',
  rules: 'プライバシー設定',
  rule: 'バージョン {n}、{mode}（{hash}）',
  reference: '照会番号',
}

export type Say = (key: EndedKey, values?: Readonly<Record<string, string>>) => string

export function endedWords(language: string): Say {
  const phrases = language === 'ja' ? ja : en
  return (key, values = {}) => phrases[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '')
}
