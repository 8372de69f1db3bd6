/**
 * The HTTP and event API, under /api/v1. G: a guest (`authorization: Bearer <guest token>`), A: an agent (cookie, and
 * the header `x-alongside-csrf` on everything but GET), P: public, from an origin of the deployment, T: a page in test
 * mode (a bearer token of its own). All bodies JSON.
 *
 * P  GET  /deployments/:id/public                                      → PublicDeployment
 * P  POST /guests                {deploymentId, name?}                 → Guest
 * P  POST /deployments/:id/handover  {name}  (and its cookie)          → Handed or null
 * G  GET  /guest                                                       → GuestState
 * G  POST /conversations         {name?, page?, joinCode?}             → Conversation (the open one if there is one)
 * G  POST /conversations/:id/page  {url}                               → 204
 * GA GET  /conversations/:id                                           → Conversation
 * GA GET  /conversations/:id/messages?after=&before=&limit=            → MessagePage, oldest first
 * GA POST /conversations/:id/messages  {id, text}                      → Message
 * GA POST /conversations/:id/read      {sequence}                      → 204
 * GA POST /conversations/:id/end                                       → Conversation
 * GA POST /tickets                                                     → Ticket, for the event socket
 * GA GET  /cobrowse/:id                                                → SessionView
 * GA POST /cobrowse/:id/tickets        {tabId?}  (guest: required)     → Ticket, for the session's socket
 * GA POST /cobrowse/:id/end                                            → SessionView
 * G  POST /cobrowse/:id/accept         {sessionJoinToken, tabId}       → SessionView
 * G  POST /cobrowse/:id/handover       {tabId, name}                   → 204 (sets a cookie)
 * G  POST /cobrowse/:id/decline        {sessionJoinToken, text?}       → SessionView
 * G  POST /cobrowse/:id/pause          {tabId, paused}                 → SessionView
 * G  POST /cobrowse/:id/pages          {tabId, address, hidden}        → 204
 * P  POST /sign-in               {email, password}                     → SignedIn (sets the cookie)
 * A  POST /sign-out                                                    → 204
 * A  GET  /me                                                          → SignedIn
 * A  POST /me/password           {current, next}                       → 204
 * A  GET  /conversations?state=&limit=                                 → ConversationList, newest change first
 * A  POST /conversations/:id/assign                                    → Conversation
 * A  POST /conversations/:id/reassign  {from, to}                      → Conversation
 * A  GET  /agents                                                      → Colleagues
 * A  POST /conversations/:id/cobrowse  {communicationType?}            → Proposal
 * A  POST /join-codes                                                  → Proposal, in the place of my last code
 * A  POST /join-codes/withdraw                                         → 204
 * A  POST /cobrowse/:id/withdraw                                       → SessionView
 * A  POST /cobrowse/:id/certificate    {publicKey}                     → Certificate
 * A  POST /cobrowse/:id/assets         {url, shared?}                  → an image's or a font's bytes
 * A  GET  /deployments                                                 → DeploymentList
 * A  GET  /deployments/:id                                             → Deployment
 * A  PUT  /deployments/:id       {name, domains, config}               → Deployment (a new version)
 * A  POST /deployments/:id/mask-tests  {page, cobrowse}                → MaskTestStart
 * A  GET  /mask-tests/:id                                              → MaskTestState
 * T  POST /mask-tests            {deploymentId}                        → MaskTestPage (the token is spent)
 * T  POST /mask-tests/changes    {changes}                             → 204
 *
 * Sockets: /api/v1/events (JSON text, events.ts), /api/v1/cobrowse/:id/socket (binary, wire.ts). Both begin with a ticket.
 */

export {
  ApiError,
  Id,
  MessageText,
  Name,
  Time,
} from './basics.ts'
export {
  type AssetPolicy,
  CobrowseConfig,
  Deployment,
  DeploymentConfig,
  DeploymentList,
  Look,
  MaskTestPage,
  MaskTestStart,
  MaskTestState,
  PAUSE_CONDITIONS,
  PRIVACY_MODES,
  PublicDeployment,
  RuleChange,
  RuleChanges,
} from './deployments.ts'
export { ClientEvent, type CoBrowseEvent, type ServerEvent } from './events.ts'
export {
  Agent,
  Certificate,
  CheckCounts,
  Colleagues,
  Conversation,
  ConversationList,
  Guest,
  GuestState,
  Handed,
  JoinCode,
  Message,
  MessagePage,
  PERMISSIONS,
  type Permission,
  Proposal,
  Receipt,
  SessionView,
  SharedPage,
  SignedIn,
  SystemEvent,
  TabName,
  Ticket,
} from './schemas.ts'
