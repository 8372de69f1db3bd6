/** `!important` in :host wins over whatever the page says about its own `div`s (CSS Cascade 5, 6.3: context). */
export function topLayerStyle(accent: string): string {
  return `
:host {
  all: initial !important;
  position: fixed !important;
  inset: 0 !important;
  z-index: 2147483647 !important;
  display: block !important;
  width: auto !important;
  height: auto !important;
  overflow: visible !important;
  pointer-events: none !important;
  contain: style !important;
}
:host::backdrop { display: none !important; }
.border {
  position: absolute;
  inset: 0;
  border: 3px solid ${accent};
  box-shadow: inset 0 0 0 1px rgb(255 255 255 / 0.55), inset 0 0 14px rgb(0 0 0 / 0.1);
  pointer-events: none;
}
@media print { :host { display: none !important; } }
`
}
