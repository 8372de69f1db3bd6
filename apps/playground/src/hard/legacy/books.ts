import type { LegacySite } from './site.ts'

/** A shop of old books, on the Unix of a university's back street. */
export const books: LegacySite = {
  folder: 'books',
  encoding: 'EUC-JP',
  declared: 'meta',
  otherEncoding: 'Shift_JIS',
  lang: 'ja',
  look: {
    paper: '#eef1ea',
    ink: '#1f2a24',
    accent: '#2f5d46',
    family: '"Hiragino Sans","Yu Gothic","Noto Sans CJK JP",sans-serif',
  },
  title: '古書 雨読堂',
  tagline: '晴れた日は耕し、雨の日は読む',
  intro: '神田で四十年。文学、地誌、浮世絵の目録を毎月お届けしております。',
  beyond: '鷗外全集（森鷗外）、𩸽の図譜、정지용 시집 ✒',
  goods: [
    {
      name: '奥の細道',
      text: '元禄十五年の版。表紙に虫食いがありますが、本文は良好です。',
      price: '四八、〇〇〇円',
    },
    {
      name: '東海道図会',
      text: '全六冊。街道の宿場を描いた木版画が揃っています。',
      price: '一二〇、〇〇〇円',
    },
    {
      name: '星の手帖',
      text: '昭和三十年代の観測帖。手描きの星図が付いています。',
      price: '三、五〇〇円',
    },
  ],
  names: { card: '書籍', price: '価格', note: '目録' },
  written: { badge: '初版', tax: '（送料別）', mark: '◆新着◆', end: '― 雨読堂 目録 ―' },
  files: {
    sheet: '体裁',
    utf8: '配色',
    imported: '追補',
    other: '装丁',
    picture: '書影',
    pattern: '見返し',
    seal: '蔵書印',
  },
  asks: { picture: '書名', pattern: '紙' },
  patterns: ['雲母', '墨流し', '唐草', '縞'],
  words: {
    places: ['文学', '地誌', '浮世絵'],
    search: '目録をさがす',
    where: '分類',
    find: '検索',
    book: 'ご注文',
    name: 'お名前',
    which: '書名',
    wish: '通信欄',
    send: '注文する',
    found: '検索結果',
    received: 'ご注文を承りました',
    back: '目録へ戻る',
  },
}
