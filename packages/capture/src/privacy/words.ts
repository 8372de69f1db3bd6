// Stems of the 21 languages of the product, as regular expressions over what `normalise` gives: a space is where a word
// begins or ends, and words that compounds are made of stand without.

/** Latin letters that no mark makes of others. */
const PLAIN: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  ı: 'i',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
}

/** Without marks, as people type who have not got them on their keyboard. */
const strip = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .replace(/[łøıđßæœ]/g, (letter) => PLAIN[letter] ?? '')

/** Lower case, one space between words, also where names are put together (`cardNumber`, `cvv2`), and around all. */
export function normalise(text: string): string {
  const apart = text.normalize('NFKC').replace(/(\p{Ll})(\p{Lu})|(\p{L})(\p{N})/gu, '$1$3 $2$4')
  return ` ${strip(apart.toLowerCase())
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
}

const words = (source: string): RegExp => new RegExp(strip(source))
/** Both, in whichever order. */
const both = (one: string, other: string): string => `^(?=.*(?:${one}))(?=.*(?:${other}))`

const CARD = 'card|cart[ae]|kart|kaart|tarjeta|kort|карт|بطاق|כרטיס|カード|카드|卡| cc '
const NUMBER = ' n | n o | no | nr |nro|num|cislo|номер|رقم|מספר|番号|번호|号| pan '
const CODE = 'cod|kod|cifr|koodi|clave|код|رمز|كود|קוד|コード|코드|码|번호|番号|口令'
/** Codes of places, and of what is bought cheaper: everybody's. */
const NOT_CODE = 'post|zip|country|area|promo|coupon|gift|voucher|discount|rabat'
const SECURITY =
  'secur|segur|sicher|sicur|beveilig|sikkerh|sakerh|turva|bezpe|bezpiec|guvenl|kontrol|безопас|امان|אבטח|セキュリティ|보안|安全'
const ONCE =
  'verif|confirm|auth|bestatig|einmal|one time|monouso|unic[oa]|o uso|unique|eenmal|engang|bekr|vahvist|kertak|jednor|' +
  'overov|potvr|potw|weryf|dogrul|onay|tek kul|digit|sms|смс|подтвер|провер|одноразов|تحقق|تاكيد|مرة واحدة|אימות|חד פע|' +
  '認証|確認|ワンタイム|인증|일회|验证|校验|动态|短信|login'

const PASSWORD =
  'passw|passord|pass ?(code|phrase)|contrasen|senha|palavra pas|parola|mot ?de ?pas|wachtw|adgangsk|kodeord|losenord|' +
  'salasan|[hk]eslo|haslo|sifre|clave de acc|kennw|парол|كلمة (ال)?(مرور|سر)|סיסמ|パスワード|暗証|비밀번호|암호|密码|口令| pwd | pin'
const CODE_ONCE = ` t?otp | m?tan |${both(ONCE, CODE)}(?!.*(?:${NOT_CODE}))|код из|ワンタイム|일회용`
/** Passwords, and codes that are good for once. */
export const SECRET: RegExp = words(`${PASSWORD}|${CODE_ONCE}`)

export const CARD_NUMBER: RegExp = words(
  `${both(CARD, NUMBER)}|^(?!.*(?:name|addr|zip|post|city|state|country)).*(credit|debit) ?card|kredi ?kart|ccnum|tarjeta de|` +
    'carta de cred|carte (de cred|banc)|卡号',
)
/** Cards of shops and clubs, and what else of a card is printed on its front for everyone. */
export const NOT_CARD: RegExp = words(
  'gift|geschenk|loyal|bonus|club|member|library|business| sim |typ|brand|discount|promo|holder|inhaber|[ck]up[oó]n',
)
export const OF_CARD: RegExp = words(CARD)

export const SECURITY_CODE: RegExp = words(
  ` cv[cvdn] | csc |${both(SECURITY, CODE)}(?!.*(?:${NOT_CODE}))|cryptogr|pruf[nz]|kontrol.?(cif|sif|num)|tarkistusn|` +
    `${both(CARD, '背面|בגב|back|digit|cifr|siffer|ספרות')}`,
)

export const EXPIRY: RegExp = words(
  'expir| exp |valid([ao]| t| un)|g[eiuy]l[dt]i[gt]|ablauf|scaden|caduc|vencim|verval|udlob|utgang|utlop|voimas|vanhen|' +
    'platnost|wazn|gecerl|son kul|срок дей|действ|انتهاء|صالح|صلاحي|תוקף|有効期|만료|유효|有效期|到期',
)
/** What else expires. */
export const NOT_EXPIRY: RegExp = words(
  'pass |passp|paspo|pasap|licen|visum|docum|ausweis|contr|vertrag|coupon|gutsch|offer|angebot|polic|ticket|domain',
)

const BIRTH =
  'birth| born | dob |bday|geb(urt|oor|oren)| geb |nac[ie]d|nacim|nasc| nees? |naissan| ne e? ?le | nat[oa] |f[oø]dsel|f[oø]dels|' +
  ' fod[td] |synty|naroz|urodz|dogum|рожд|ميلاد|לידה|誕生|生年|생년|생일|出生|生日'
const NATIONAL_ID =
  ' (ssn|dni|nif|cpf|cnpj|bsn|cpr|rg|curp|rut|i?tin|nin|nhs|инн|снилс) |identi(?!fia|fier)|national ?i|social (sec|ins)|' +
  'securite soc|sozialv|versichert|krankenv|tax ?(id|pay)|steuer ?(id|n)|fiscal|cedula|cidadao|ausweis|pas(s?ap|po)or|' +
  'passp|pasap|reisepa|паспорт|جواز|דרכון|パスポート|旅券|여권|护照|personnum|nummer 11|fodselsn|samordn|burgers|henkilot|' +
  'hetu |rodne c|pesel|obcansk|dowod|kimlik|هوية|اقامة|זהות|マイナンバー|個人番号|주민등록|등록번호|身份证|证件|driver.{0,3}licen|' +
  'fuhrersch|medicare|patient (id|n)'
const ACCOUNT =
  ' iban|bank ?(acc|kont|rek)|kontonu?[mr]|accountn|account n|acct|rekeningn|cuenta|de compte| rib |conto corr|di conto|' +
  ' conta |tilinu|pankkit|uctu|ucet|rachun|konta |hesab|hesap n|счет|حساب|ايبان|חשבון(?!ית)|口座|계좌|银行[账帐]|账户|' +
  'routing|sort code|bankleitz|clabe| bsb | nib '
const PHONE =
  ' phone|elephone| telef| tel |telno|telemov| mobie?l| movil|portable| cell|celular|handy| gsm |puhelin|телеф| тел | моб|' +
  'هاتف|جوال|موبايل|محمول|טלפון|נייד|電話|携帯|전화|휴대|핸드폰|手机|电话|whatsapp'
export const PERSONAL: RegExp = words(`${BIRTH}|${NATIONAL_ID}|${ACCOUNT}|${PHONE}`)

export const EMAIL: RegExp = words(' e ?(mail|post)|correo|почт|邮箱|メール|이메일|דואל')

/** A day, a month or a year, or nothing: what a label of one part of something is. */
export const PART: RegExp = words(
  '^[ \\d]*([dmyja]{1,4}|day|month|year|tag|monat|jahr|jour|mois|annee|dia|mes|ano|giorno|anno|mese|dag|maand|jaar|maned|ar|' +
    'manad|paiva|kuukausi|vuosi|den|mesic|rok|dzien|miesiac|gun|ay|yil|день|месяц|год|يوم|شهر|سنة|יום|חודש|שנה|[年月日년월일])?[ \\d]*$',
)
/** A label that says no more than this. */
export const NOT_MORE: RegExp = words(`^ ?(${NUMBER}|${CODE})[a-z]* ?$`)
