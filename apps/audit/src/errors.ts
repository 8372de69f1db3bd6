/** Why there is no report: `code` is stable. */
export class AuditError extends Error {
  readonly code: 'usage' | 'rules_invalid' | 'browser_missing' | 'page_unreachable'

  constructor(code: AuditError['code'], message: string) {
    super(message)
    this.code = code
  }
}
