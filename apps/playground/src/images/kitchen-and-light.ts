import type { Drawing } from './shelter-and-packs.ts'

export const bottle: Drawing = (c) => `
  <rect x="166" y="56" width="68" height="46" rx="10" fill="${c.accent}"/>
  <path d="M166 78 H234" stroke="#000" stroke-opacity=".18" stroke-width="3"/>
  <rect x="172" y="98" width="56" height="22" fill="#b9c0bf"/><rect x="206" y="98" width="22" height="22" fill="#8e9796"/>
  <path d="M172 118 Q140 128 140 164 L140 304 Q140 330 166 330 L234 330 Q260 330 260 304 L260 164 Q260 128 228 118Z" fill="${c.main}"/>
  <path d="M214 118 H228 Q260 128 260 164 L260 304 Q260 330 234 330 L214 330Z" fill="${c.dark}" opacity=".7"/>
  <path d="M156 160 Q156 142 168 136 L168 316 Q156 314 156 302Z" fill="${c.light}"/>
  <circle cx="198" cy="218" r="30" fill="${c.ground}"/><path d="M176 232 l17-22 9 10 7-6 12 18z" fill="${c.dark}"/>
  <rect x="140" y="296" width="120" height="9" fill="${c.dark}" opacity=".6"/>`

export const mug: Drawing = (c) => `
  <path d="M262 192 Q338 186 334 242 Q330 296 256 288" fill="none" stroke="${c.dark}" stroke-width="20" stroke-linecap="round"/>
  <path d="M262 192 Q338 186 334 242 Q330 296 256 288" fill="none" stroke="${c.main}" stroke-width="12" stroke-linecap="round"/>
  <path d="M98 160 L108 300 Q110 330 142 330 L234 330 Q266 330 268 300 L278 160Z" fill="${c.main}"/>
  <path d="M222 160 L278 160 L268 300 Q266 330 234 330 L216 330Z" fill="${c.dark}" opacity=".6"/>
  <path d="M120 184 L128 304" stroke="${c.light}" stroke-width="12" stroke-linecap="round"/>
  <ellipse cx="188" cy="160" rx="92" ry="21" fill="${c.accent}"/><ellipse cx="188" cy="162" rx="80" ry="15" fill="#3b2a20"/>
  <path d="M118 159 Q188 142 258 159" fill="none" stroke="#6d4e39" stroke-width="3"/>
  <g fill="${c.ground}"><circle cx="158" cy="222" r="4"/><circle cx="236" cy="214" r="3"/><circle cx="196" cy="300" r="3.5"/><circle cx="228" cy="268" r="2.5"/></g>
  <path d="M160 276 l26-32 14 16 12-9 22 25z" fill="${c.ground}"/>
  <g fill="none" stroke="#9aa6a1" stroke-width="6" stroke-linecap="round" opacity=".55"><path d="M160 124 q-14-18 0-34 q14-16 0-34"/><path d="M204 118 q-12-16 0-30 q12-14 0-28"/></g>`

export const pot: Drawing = (c) => `
  <path d="M96 186 Q52 176 46 214" fill="none" stroke="${c.accent}" stroke-width="13" stroke-linecap="round"/>
  <path d="M304 186 Q348 176 354 214" fill="none" stroke="${c.accent}" stroke-width="13" stroke-linecap="round"/>
  <path d="M92 168 L100 274 Q102 296 126 296 L274 296 Q298 296 300 274 L308 168Z" fill="${c.main}"/>
  <path d="M236 168 L308 168 L300 274 Q298 296 274 296 L232 296Z" fill="${c.dark}" opacity=".65"/>
  <path d="M116 190 L122 272" stroke="${c.light}" stroke-width="11" stroke-linecap="round"/>
  <ellipse cx="200" cy="168" rx="112" ry="22" fill="${c.dark}"/><ellipse cx="200" cy="160" rx="112" ry="22" fill="${c.light}"/>
  <ellipse cx="200" cy="157" rx="84" ry="14" fill="${c.main}" opacity=".55"/>
  <path d="M180 150 Q180 126 200 126 Q220 126 220 150Z" fill="${c.accent}"/>
  <g stroke="#cbd2cf" stroke-width="3" stroke-linecap="round"><path d="M268 206 h14 M266 226 h10 M265 246 h14 M263 266 h10"/></g>
  <path d="M150 296 L136 330 M250 296 L264 330 M200 296 V330" stroke="#4d5552" stroke-width="8" stroke-linecap="round"/>
  <path d="M164 330 q8-30 18-8 q6-30 18-4 q8-26 18 4 q10-20 18 8z" fill="#f2a23c"/>
  <path d="M178 330 q8-18 14-4 q6-16 14 0 q8-12 14 4z" fill="#4a90c2"/>`

export const lantern: Drawing = (c) => `
  <circle cx="200" cy="216" r="128" fill="#ffd97a" opacity=".26"/><circle cx="200" cy="216" r="86" fill="#ffd97a" opacity=".34"/>
  <path d="M146 142 Q136 58 200 58 Q264 58 254 142" fill="none" stroke="#58605c" stroke-width="7"/>
  <path d="M158 130 Q160 96 200 96 Q240 96 242 130Z" fill="${c.main}"/><path d="M204 96 Q240 98 242 130 L216 130Z" fill="${c.dark}"/>
  <rect x="142" y="128" width="116" height="18" rx="6" fill="${c.dark}"/>
  <path d="M156 146 Q132 214 156 282 L244 282 Q268 214 244 146Z" fill="#fff1c4"/>
  <path d="M224 146 H244 Q268 214 244 282 H226 Q246 214 224 146Z" fill="#f4d488"/>
  <path d="M200 190 q22 28 14 50 a15 15 0 0 1-28 0 q-6-22 14-50z" fill="#f0a63a"/><path d="M200 218 q10 14 6 26 a7 7 0 0 1-12 0 q-4-12 6-26z" fill="#fff6da"/>
  <path d="M172 146 V282 M228 146 V282" stroke="${c.dark}" stroke-width="4"/>
  <path d="M146 282 H254 L268 330 H132Z" fill="${c.main}"/><path d="M216 282 H254 L268 330 H222Z" fill="${c.dark}"/>
  <circle cx="200" cy="307" r="11" fill="${c.accent}"/><path d="M200 300 V307" stroke="#22302b" stroke-width="3"/>`

export const headlamp: Drawing = (c) => `
  <path d="M200 222 L392 120 L392 352Z" fill="#ffe9a8" opacity=".0"/>
  <path d="M66 214 Q70 118 200 116 Q330 118 334 214 Q336 300 200 304 Q64 300 66 214Z" fill="none" stroke="${c.main}" stroke-width="34"/>
  <path d="M66 214 Q70 118 200 116 Q330 118 334 214" fill="none" stroke="${c.dark}" stroke-width="34" opacity=".55"/>
  <path d="M66 214 Q64 300 200 304 Q336 300 334 214" fill="none" stroke="${c.light}" stroke-width="4" stroke-dasharray="12 9"/>
  <path d="M142 262 Q142 244 162 244 H238 Q258 244 258 262 V324 Q258 344 238 344 H162 Q142 344 142 324Z" fill="#2a3330"/>
  <circle cx="200" cy="294" r="40" fill="${c.accent}"/><circle cx="200" cy="294" r="32" fill="#e9eeee"/><circle cx="200" cy="294" r="24" fill="#fff4cf"/><circle cx="192" cy="286" r="9" fill="#fff"/>
  <rect x="180" y="236" width="40" height="12" rx="5" fill="${c.accent}"/>
  <rect x="96" y="196" width="0" height="0"/>
  <path d="M84 264 l-18 30 M316 264 l18 30" stroke="#3c4744" stroke-width="9" stroke-linecap="round"/>`
