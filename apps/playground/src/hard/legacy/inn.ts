import type { LegacySite } from './site.ts'

/** An inn with hot springs. Its texts have letters whose second byte in Shift_JIS is a backslash. */
export const inn: LegacySite = {
  folder: 'inn',
  encoding: 'Shift_JIS',
  declared: 'header',
  otherEncoding: 'EUC-JP',
  lang: 'ja',
  look: {
    paper: '#f7f2e8',
    ink: '#2b2622',
    accent: '#8c2f2b',
    family: '"Hiragino Mincho ProN","Yu Mincho","Noto Serif CJK JP",serif',
  },
  title: '湯宿 表屋',
  tagline: '湯けむりの里で、能と四季の膳を',
  intro: '創業は慶応三年。十二の客室と源泉かけ流しの湯で、お客様をお迎えいたします。',
  beyond: '高橋（髙橋・𠮷田）様、ようこそ ☃ 한국어 안내 있습니다',
  goods: [
    {
      name: '松の間',
      text: '庭に面した十畳の和室。露天風呂が付いています。',
      price: '二八、〇〇〇円',
    },
    {
      name: '能舞台の間',
      text: '能舞台を望む八畳。月に一度の十五夜の会をご覧になれます。',
      price: '三一、五〇〇円',
    },
    {
      name: 'ソファの洋室',
      text: '噂の洋室。寝台と暖炉、窓から湖を望みます。',
      price: '二六、〇〇〇円',
    },
  ],
  names: { card: '客室', price: '料金', note: 'お知らせ' },
  written: { badge: '人気', tax: '（税込・一泊二食）', mark: '★表示★', end: '― 湯宿 表屋 ―' },
  files: {
    sheet: '様式',
    utf8: '色彩',
    imported: '続き',
    other: '飾り',
    picture: '風景',
    pattern: '地紋',
    seal: '印',
  },
  asks: { picture: '部屋', pattern: '柄' },
  patterns: ['青海波', '麻の葉', '市松', '七宝'],
  words: {
    places: ['箱根', '草津', '別府'],
    search: '空室をさがす',
    where: '地域',
    find: '検索',
    book: 'ご予約',
    name: 'お名前',
    which: 'お部屋',
    wish: 'ご要望',
    send: '予約する',
    found: '検索結果',
    received: 'ご予約を承りました',
    back: '表紙へ戻る',
  },
}
