import { PARTY_COLORS, type Party } from './party.ts'

/** One sheet for one layer. `!important` in :host wins over the page (CSS Cascade 5, 6.3: context). */
export function overlaySheet(party: Party): string {
  const { fill, mark } = PARTY_COLORS[party]
  return `
:host {
  all: initial !important;
  position: absolute !important;
  inset: 0 !important;
  overflow: clip !important;
  pointer-events: none !important;
  contain: layout style !important;
  direction: ltr !important;
}
.cursor {
  position: absolute;
  z-index: 1;
  left: 0;
  top: 0;
  width: 0;
  height: 0;
  will-change: transform;
  transition: opacity 200ms ease-out;
}
.cursor[data-state='gone'] { opacity: 0; }
.cursor[data-state='dim'] { opacity: 0.45; }
svg { position: absolute; overflow: visible; display: none; }
.arrow { left: -4px; top: -3px; filter: drop-shadow(0 1px 2px rgb(0 0 0 / 0.35)); }
.touch { left: -18px; top: -18px; filter: drop-shadow(0 1px 2px rgb(0 0 0 / 0.25)); }
.away { left: -14px; top: -14px; filter: drop-shadow(0 1px 3px rgb(0 0 0 / 0.3)); }
.cursor[data-shape='arrow'] .arrow,
.cursor[data-shape='touch'] .touch,
.cursor[data-shape='away'] .away { display: block; }
.name {
  position: absolute;
  box-sizing: border-box;
  max-width: 176px;
  padding: 3px 9px 4px;
  border-radius: 11px;
  background: ${fill};
  color: #fff;
  font: 500 12px/15px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
  letter-spacing: 0.01em;
  white-space: nowrap;
  overflow: hidden;
  text-overflow: ellipsis;
  box-shadow: 0 0 0 1.5px rgb(255 255 255 / 0.92), 0 2px 6px rgb(0 0 0 / 0.22);
  unicode-bidi: plaintext;
}
.name:empty { display: none; }
.ring {
  position: absolute;
  box-sizing: border-box;
  width: 44px;
  height: 44px;
  margin: -22px 0 0 -22px;
  border-radius: 50%;
  border: 3px solid ${mark};
  box-shadow: 0 0 0 1.5px rgb(255 255 255 / 0.85), inset 0 0 0 1.5px rgb(255 255 255 / 0.85);
  animation: ring 800ms cubic-bezier(0.2, 0.7, 0.3, 1) forwards;
}
.ring.finger { width: 60px; height: 60px; margin: -30px 0 0 -30px; }
.ring.second { animation-name: second; animation-delay: 90ms; opacity: 0; }
.core {
  position: absolute;
  width: 10px;
  height: 10px;
  margin: -5px 0 0 -5px;
  border-radius: 50%;
  background: ${mark};
  box-shadow: 0 0 0 1.5px rgb(255 255 255 / 0.85);
  animation: core 800ms ease-out forwards;
}
@keyframes ring { from { transform: scale(0.25); opacity: 1; } 60% { opacity: 1; } to { transform: scale(1); opacity: 0; } }
@keyframes second { from { transform: scale(0.15); opacity: 1; } 60% { opacity: 1; } to { transform: scale(0.6); opacity: 0; } }
@keyframes core { from { opacity: 1; } 50% { opacity: 1; } to { opacity: 0; transform: scale(0.4); } }
@keyframes still { from, 80% { opacity: 1; } to { opacity: 0; } }
@media (prefers-reduced-motion: reduce) {
  .cursor { transition: none; }
  .ring, .core { animation: still 900ms linear forwards; }
  .ring.second { width: 28px; height: 28px; margin: -14px 0 0 -14px; animation: still 900ms linear forwards; }
}
@media (forced-colors: active) {
  .name { border: 1px solid CanvasText; }
}
`
}
