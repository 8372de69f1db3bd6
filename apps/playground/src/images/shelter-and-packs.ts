import type { Colour } from '../shop/colours.ts'

/** Each drawing fills a square of 400 with its foot at y = 330, in the colours it is given. */
export type Drawing = (colour: Colour) => string

export const tent: Drawing = (c) => `
  <path d="M52 330 Q92 176 206 126 Q322 176 352 330Z" fill="${c.main}"/>
  <path d="M206 126 Q322 176 352 330 L258 330 Q262 210 206 126Z" fill="${c.dark}"/>
  <path d="M206 126 Q92 176 52 330 L104 330 Q124 206 206 126Z" fill="${c.light}" opacity=".75"/>
  <path d="M206 126 Q150 214 148 330 L248 330 Q246 214 206 126Z" fill="#20302b"/>
  <path d="M206 126 Q150 214 148 330 L176 330 Q172 226 206 126Z" fill="${c.accent}"/>
  <path d="M206 126 Q246 214 248 330 L236 330 Q232 220 206 126Z" fill="${c.light}"/>
  <path d="M52 330 Q92 176 206 126 Q322 176 352 330" fill="none" stroke="${c.dark}" stroke-width="4"/>
  <path d="M206 126 L206 108 M92 236 L36 322 M318 232 L372 322" stroke="${c.accent}" stroke-width="3" fill="none" stroke-linecap="round"/>
  <path d="M30 330 L36 316 M378 330 L372 316" stroke="#6b6f6a" stroke-width="5" stroke-linecap="round"/>
  <path d="M188 300 Q206 288 226 300 L226 330 L188 330Z" fill="#f6e6b4" opacity=".8"/>`

export const tarp: Drawing = (c) => `
  <path d="M58 330 L70 96" stroke="#8b6b4c" stroke-width="9" stroke-linecap="round"/>
  <path d="M342 330 L330 130" stroke="#8b6b4c" stroke-width="9" stroke-linecap="round"/>
  <path d="M70 110 Q200 172 330 142 L368 262 Q204 246 40 276Z" fill="${c.main}"/>
  <path d="M70 110 Q200 172 330 142 L336 162 Q200 196 66 134Z" fill="${c.light}"/>
  <path d="M200 159 Q206 210 204 254 Q290 250 368 262 L330 142 Q262 160 200 159Z" fill="${c.dark}" opacity=".55"/>
  <path d="M40 276 L18 328 M368 262 L390 328 M204 254 L206 300" stroke="${c.accent}" stroke-width="3" stroke-linecap="round"/>
  <g fill="${c.accent}"><circle cx="40" cy="275" r="6"/><circle cx="368" cy="261" r="6"/><circle cx="204" cy="253" r="5"/><circle cx="70" cy="110" r="6"/><circle cx="330" cy="142" r="6"/></g>
  <path d="M120 330 q30-26 62 0z" fill="#8a8f88"/><path d="M170 330 q22-18 44 0z" fill="#a7aca5"/>`

export const backpack: Drawing = (c) => `
  <path d="M150 112 Q152 70 200 70 Q248 70 250 112" fill="none" stroke="${c.dark}" stroke-width="10"/>
  <path d="M104 316 Q84 292 92 220 L116 210 L120 322Z" fill="${c.dark}"/>
  <path d="M296 316 Q316 292 308 220 L284 210 L280 322Z" fill="${c.dark}"/>
  <path d="M118 150 Q118 92 200 92 Q282 92 282 150 L290 306 Q290 330 264 330 L136 330 Q110 330 110 306Z" fill="${c.main}"/>
  <path d="M236 95 Q282 102 282 150 L290 306 Q290 330 264 330 L236 330Z" fill="${c.dark}" opacity=".5"/>
  <path d="M112 166 Q110 92 200 86 Q290 92 288 166 Q246 188 200 188 Q154 188 112 166Z" fill="${c.light}"/>
  <path d="M112 166 Q154 188 200 188 Q246 188 288 166" fill="none" stroke="${c.dark}" stroke-width="3"/>
  <rect x="136" y="226" width="128" height="86" rx="18" fill="${c.dark}" opacity=".85"/>
  <path d="M146 246 H254" stroke="${c.accent}" stroke-width="4" stroke-linecap="round"/>
  <path d="M160 150 V216 M240 150 V216" stroke="${c.accent}" stroke-width="8" stroke-linecap="round"/>
  <rect x="150" y="196" width="20" height="14" rx="3" fill="#22302b"/><rect x="230" y="196" width="20" height="14" rx="3" fill="#22302b"/>
  <rect x="180" y="118" width="40" height="24" rx="4" fill="${c.ground}"/><path d="M186 136 l10-12 6 7 5-4 8 9z" fill="${c.dark}"/>`

export const duffel: Drawing = (c) => `
  <path d="M128 204 Q134 108 200 108 Q266 108 272 204" fill="none" stroke="${c.accent}" stroke-width="13" stroke-linecap="round"/>
  <path d="M66 206 Q48 330 84 330 L316 330 Q352 330 334 206 Q330 176 286 176 L114 176 Q70 176 66 206Z" fill="${c.main}"/>
  <path d="M60 270 Q58 330 84 330 L316 330 Q342 330 340 270 Q200 292 60 270Z" fill="${c.dark}"/>
  <path d="M92 180 Q70 250 90 330 L120 330 Q100 250 116 176Z" fill="${c.dark}" opacity=".6"/>
  <path d="M308 180 Q330 250 310 330 L280 330 Q300 250 284 176Z" fill="${c.dark}" opacity=".6"/>
  <path d="M118 196 Q200 184 282 196" fill="none" stroke="${c.light}" stroke-width="9" stroke-linecap="round"/>
  <path d="M118 196 Q200 184 282 196" fill="none" stroke="#22302b" stroke-width="3" stroke-dasharray="4 4"/>
  <rect x="152" y="222" width="96" height="46" rx="8" fill="${c.light}"/>
  <path d="M164 258 l20-22 12 13 11-8 24 17z" fill="${c.dark}"/>
  <path d="M138 190 L126 330 M262 190 L274 330" stroke="${c.accent}" stroke-width="11"/>`
