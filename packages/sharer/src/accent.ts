/** Used when the deployment's colour is not given. */
export const DEFAULT_ACCENT = '#4355db'

/** Goes into a style sheet as text, so only the one form that a deployment's look can have. */
export function safeAccent(color: string | undefined): string {
  return color && /^#[0-9a-f]{6}$/i.test(color) ? color : DEFAULT_ACCENT
}
