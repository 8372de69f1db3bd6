import * as http from '@alongside/channel/http'

/** A bundle of its own, for pages whose WebSockets do not get through. */
export const startHttp: typeof http.startHttp = () => http.startHttp()
