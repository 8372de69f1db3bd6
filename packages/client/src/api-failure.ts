/**
 * Why a request did not succeed. `code` is the server's stable code, `offline` when no answer came
 * (status 0), `http_<status>` when the answer was not the server's own (a proxy's error page).
 */
export class ApiFailure extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.name = 'ApiFailure'
    this.status = status
    this.code = code
  }
}
