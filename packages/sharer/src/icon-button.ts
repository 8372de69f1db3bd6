import { drawIcon } from './icons.ts'

/** A button that has a picture for its text. */
export function iconButton(
  className: string,
  label: string,
  paths: readonly string[],
): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = className
  labelButton(button, label)
  button.append(drawIcon(document, paths, 18, className))
  return button
}

export function labelButton(button: HTMLButtonElement, label: string): void {
  button.title = label
  button.setAttribute('aria-label', label)
}
