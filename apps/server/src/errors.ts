/**
 * Every code that the API and the event socket answer with, and its HTTP status. Codes are stable: clients
 * decide on them, so one is never reused for another meaning.
 */
export const ERROR_STATUS = {
  bad_request: 400, // the body, the query or a parameter is not of the declared form
  sign_in_needed: 401, // no token or sign-in, or one that is not valid (any more)
  connection_unknown: 401, // no socket over HTTP, or closed, or of another page
  sign_in_failed: 401, // e-mail and password do not belong together
  csrf_invalid: 403, // an agent's change without the header of its own sign-in
  origin_refused: 403, // a page outside the deployment's domains
  page_refused: 403, // a page to test outside the deployment's domains
  test_refused: 403, // a token of a test of masks that is not known, was used, is old or is another page's
  insecure_page: 403, // a page over plain http would be shared
  permission_missing: 403, // the agent's roles do not allow this
  join_token_invalid: 403, // an answer to a proposal without the token of its offer
  asset_refused: 403, // nothing is fetched from this address
  not_your_session: 403, // a session that another agent proposed
  code_invalid: 404, // no agent has this join code, or it was used
  not_found: 404, // also for what exists but belongs to someone else
  method_not_allowed: 405,
  id_reused: 409, // this message id was used for another message
  conversation_ended: 409,
  already_assigned: 409, // to another agent
  agent_busy: 409, // the agent has a session or an open proposal
  session_exists: 409, // the conversation has one
  cobrowse_disabled: 409, // in the deployment's configuration
  already_accepted: 409,
  bad_transition: 409, // the session's state does not allow this
  sharer_elsewhere: 409, // another tab of the customer shares
  session_not_running: 409,
  proxy_disabled: 409, // the deployment's assets are not `sharer+proxy`
  proposal_expired: 410,
  code_expired: 410, // of a join code
  body_too_large: 413,
  unsupported_media_type: 415,
  unknown_host: 421, // a Host header that is not this server's
  rate_limited: 429,
  code_locked: 429, // this guest was wrong about join codes too often
  internal: 500,
  asset_unreachable: 502, // its site does not answer, or not with it
  asset_type: 502, // what its site answers is no image and no font
  asset_not_shared: 502, // a font that its site does not let every page use
  asset_too_large: 502, // what its site answers is over `assets.bytes`
  not_ready: 503,
  asset_timeout: 504, // its site takes longer than `assets.timeout`
} as const
export type ErrorCode = keyof typeof ERROR_STATUS

/** An answer that refuses: the code is the contract, the text is for people. */
export class Refusal extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string) {
    super(message)
    this.name = 'Refusal'
    this.code = code
  }

  get status(): number {
    return ERROR_STATUS[this.code]
  }
}

/** Why the server does not start. The text says what to do. */
export class StartError extends Error {
  readonly code:
    | 'config_invalid'
    | 'tls_required'
    | 'tls_invalid'
    | 'master_key_invalid'
    | 'master_key_missing'
    | 'master_key_mismatch'
    | 'data_in_use'
    | 'store_failed'
    | 'openssl_missing'

  constructor(code: StartError['code'], message: string) {
    super(`${code}: ${message}`)
    this.name = 'StartError'
    this.code = code
  }
}

/** What a thing that was started hands back. */
export type Stop = () => void
