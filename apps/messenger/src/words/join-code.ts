import type { Language } from './words.ts'

/** What the card for a join code says; it comes with its chunk, in every language at once. */
export type JoinWords = {
  readonly title: string
  readonly hint: string
  readonly label: string
  readonly send: string
  readonly sending: string
  readonly cancel: string
  readonly insecure: string
  /** By the server's codes; `short` is ours, `other` says the rest. */
  readonly problems: { readonly [code in (typeof PROBLEMS)[number]]: string }
}

export const PROBLEMS = [
  'short',
  'code_invalid',
  'code_expired',
  'code_locked',
  'rate_limited',
  'agent_busy',
  'session_exists',
  'cobrowse_disabled',
  'other',
] as const

export const JOIN_WORDS: Readonly<Record<Language, JoinWords>> = {
  en: {
    title: 'Share this page with an agent on the phone',
    hint: 'Type the nine digits that the agent reads out. You are asked before anything is shared.',
    label: 'Code from the agent',
    send: 'Continue',
    sending: 'Looking for the agent',
    cancel: 'Cancel',
    insecure:
      'This page is not encrypted (it was opened with http), so it cannot be shared from here.',
    problems: {
      short: 'A code has nine digits. Some are missing.',
      code_invalid: 'No agent has this code. Check the digits, or ask for a new code.',
      code_expired: 'This code has run out. Ask the agent for a new one.',
      code_locked: 'Too many codes were wrong. Try again later, or write to us here.',
      rate_limited: 'Too many tries. Wait a minute, then try again.',
      agent_busy: 'The agent is still busy with another page. Tell them, then try again.',
      session_exists: 'There is a request already. Answer it in your conversation first.',
      cobrowse_disabled: 'Pages of this site are not shared by a code any more.',
      other: 'The code did not get through. Check the connection and try again.',
    },
  },
  ja: {
    title: '電話中の担当者とこのページを共有する',
    hint: '担当者がお伝えする 9 桁の番号を入力してください。共有を始める前に、必ず確認があります。',
    label: '担当者からの番号',
    send: '次へ',
    sending: '担当者を探しています',
    cancel: 'キャンセル',
    insecure:
      'このページは暗号化されていない接続（http）で開かれているため、ここからは共有できません。',
    problems: {
      short: '番号は 9 桁です。桁数が足りません。',
      code_invalid:
        'この番号の担当者は見つかりません。番号を確認するか、新しい番号をお尋ねください。',
      code_expired: 'この番号は期限が切れています。担当者に新しい番号をお尋ねください。',
      code_locked:
        '番号の間違いが続いたため、入力を止めています。しばらくしてからお試しいただくか、ここにメッセージをお書きください。',
      rate_limited: '試行回数が多すぎます。1 分ほど待ってから、もう一度お試しください。',
      agent_busy:
        '担当者はまだ別のページに対応中です。担当者に伝えてから、もう一度お試しください。',
      session_exists: 'すでに依頼が届いています。先に会話の中で回答してください。',
      cobrowse_disabled: 'このサイトでは、番号によるページの共有は現在利用できません。',
      other: '番号を送信できませんでした。接続を確認して、もう一度お試しください。',
    },
  },
}
