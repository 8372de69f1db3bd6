import type { Drawing } from './shelter-and-packs.ts'

export const sleepingBag: Drawing = (c) => `
  <g transform="rotate(24 200 210)">
  <path d="M136 92 Q140 40 200 40 Q260 40 264 92 L282 190 Q276 290 252 340 Q236 366 200 366 Q164 366 148 340 Q124 290 118 190Z" fill="${c.main}"/>
  <path d="M214 41 Q260 44 264 92 L282 190 Q276 290 252 340 Q238 364 208 366 Q240 210 214 41Z" fill="${c.dark}" opacity=".6"/>
  <g fill="none" stroke="${c.dark}" stroke-width="4" opacity=".75"><path d="M124 154 Q200 172 276 154"/><path d="M118 198 Q200 218 282 198"/><path d="M124 244 Q200 264 276 244"/><path d="M132 288 Q200 308 268 288"/><path d="M146 328 Q200 344 254 328"/></g>
  <ellipse cx="200" cy="98" rx="50" ry="44" fill="${c.accent}"/><ellipse cx="200" cy="102" rx="38" ry="33" fill="#2b2a26"/><path d="M164 112 q36 34 72 0 q-6 24-36 24 t-36-24z" fill="${c.ground}"/>
  <path d="M246 120 Q262 220 240 330" fill="none" stroke="${c.accent}" stroke-width="5" stroke-dasharray="7 4"/>
  <path d="M144 170 Q136 230 150 300" fill="none" stroke="${c.light}" stroke-width="12" stroke-linecap="round" opacity=".8"/></g>`

export const mat: Drawing = (c) => `
  <path d="M116 330 L352 330 Q372 330 366 310 L330 236 L150 236Z" fill="${c.light}"/>
  <path d="M116 330 L352 330 Q372 330 367 314 L112 314Z" fill="${c.dark}"/>
  <g stroke="${c.main}" stroke-width="5"><path d="M196 240 L178 312 M238 240 L232 312 M280 240 L288 312 M318 240 L342 312"/></g>
  <rect x="112" y="92" width="76" height="238" rx="30" fill="${c.main}"/>
  <rect x="52" y="92" width="120" height="238" rx="56" fill="${c.main}"/><rect x="126" y="92" width="62" height="238" rx="30" fill="${c.dark}" opacity=".5"/>
  <ellipse cx="112" cy="116" rx="60" ry="42" fill="${c.light}"/>
  <path d="M112 116 m-42 0 a42 29 0 1 1 84 0 a33 22 0 1 1 -66 0 a24 15 0 1 1 48 0 a14 9 0 1 1 -28 0" fill="none" stroke="${c.dark}" stroke-width="6" stroke-linecap="round"/>
  <path d="M53 186 Q112 212 186 184 M53 266 Q112 292 186 264" fill="none" stroke="${c.accent}" stroke-width="13"/>
  <rect x="98" y="190" width="24" height="22" rx="4" fill="#22302b"/><rect x="98" y="270" width="24" height="22" rx="4" fill="#22302b"/>`

export const jacket: Drawing = (c) => `
  <path d="M150 84 Q96 96 84 128 L46 292 Q62 312 92 310 L124 196Z" fill="${c.dark}"/>
  <path d="M250 84 Q304 96 316 128 L354 292 Q338 312 308 310 L276 196Z" fill="${c.dark}"/>
  <path d="M150 84 Q200 110 250 84 Q286 94 290 128 L286 330 Q200 344 114 330 L110 128 Q114 94 150 84Z" fill="${c.main}"/>
  <path d="M202 102 Q232 98 250 84 Q286 94 290 128 L286 330 Q246 337 202 338Z" fill="${c.dark}" opacity=".45"/>
  <path d="M148 86 Q146 44 200 42 Q254 44 252 86 Q226 116 200 116 Q174 116 148 86Z" fill="${c.light}"/>
  <path d="M164 84 Q166 60 200 60 Q234 60 236 84 Q218 104 200 104 Q182 104 164 84Z" fill="${c.dark}"/>
  <path d="M200 110 V338" stroke="${c.accent}" stroke-width="6"/><rect x="196" y="124" width="8" height="18" rx="3" fill="#22302b"/>
  <path d="M132 236 L160 282 M268 236 L240 282" stroke="${c.accent}" stroke-width="6" stroke-linecap="round"/>
  <path d="M110 150 Q156 172 200 164 Q244 172 290 150" fill="none" stroke="${c.light}" stroke-width="4"/>
  <rect x="222" y="182" width="36" height="20" rx="3" fill="${c.ground}"/><path d="M226 198 l9-11 6 6 5-3 8 8z" fill="${c.dark}"/>
  <path d="M58 272 L98 282 M342 272 L302 282" stroke="${c.light}" stroke-width="7"/>`

export const beanie: Drawing = (c) => `
  <circle cx="200" cy="92" r="34" fill="${c.accent}"/>
  <g stroke="#fff" stroke-opacity=".35" stroke-width="4" stroke-linecap="round"><path d="M184 76 l10 10 M206 70 l-2 14 M220 90 l-12 4 M188 104 l10-6"/></g>
  <path d="M84 274 Q72 112 200 112 Q328 112 316 274Z" fill="${c.main}"/>
  <path d="M236 117 Q324 134 316 274 L252 274 Q270 176 236 117Z" fill="${c.dark}" opacity=".5"/>
  <g fill="none" stroke="${c.light}" stroke-width="5" opacity=".7"><path d="M118 262 Q112 162 168 122"/><path d="M152 264 Q152 166 184 118"/><path d="M186 264 V116"/><path d="M222 264 Q224 166 208 116"/><path d="M258 264 Q258 168 228 120"/><path d="M290 262 Q292 174 252 130"/></g>
  <path d="M78 196 Q200 232 322 196 L320 222 Q200 258 80 222Z" fill="${c.accent}" opacity=".9"/>
  <rect x="66" y="252" width="268" height="78" rx="22" fill="${c.light}"/><path d="M246 252 H312 Q334 252 334 274 V308 Q334 330 312 330 H246Z" fill="${c.main}" opacity=".55"/>
  <g stroke="${c.main}" stroke-width="6" stroke-linecap="round"><path d="M96 268 V314 M124 266 V316 M152 266 V316 M240 266 V316 M268 266 V316 M300 268 V314"/></g>
  <rect x="172" y="270" width="52" height="40" rx="4" fill="${c.ground}"/><path d="M180 302 l13-18 8 9 6-5 11 14z" fill="${c.dark}"/>`

export const socks: Drawing = (c) => `
  <g transform="translate(52 -6)"><path d="M146 76 H236 V222 Q238 246 262 258 L296 276 Q318 292 306 316 Q296 336 268 332 L176 300 Q146 286 146 252Z" fill="${c.dark}"/>
  <path d="M146 76 H236 V104 H146Z" fill="${c.accent}" opacity=".7"/></g>
  <path d="M96 66 H190 V214 Q192 238 216 252 L256 274 Q282 292 270 318 Q258 340 228 334 L128 300 Q96 284 96 248Z" fill="${c.main}"/>
  <path d="M96 66 H190 V98 H96Z" fill="${c.light}"/>
  <g stroke="${c.dark}" stroke-opacity=".45" stroke-width="4"><path d="M110 68 V96 M126 68 V96 M142 68 V96 M158 68 V96 M174 68 V96"/></g>
  <path d="M96 116 H190 V132 H96Z M96 146 H190 V154 H96Z" fill="${c.accent}"/>
  <path d="M96 218 Q140 206 152 262 Q150 292 128 300 Q96 284 96 248Z" fill="${c.accent}"/>
  <path d="M256 274 Q282 292 270 318 Q258 340 228 334 L214 329 Q218 288 256 274Z" fill="${c.accent}"/>
  <path d="M112 170 l14-18 10 12 8-8 16 14z" fill="${c.light}" transform="translate(8 16)"/>`
