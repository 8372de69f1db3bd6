import type { Demo } from '../../test/support/run-server.ts'

/** The shop's address in the pictures: without the port, which is another one each time. */
export const SHOP = 'http://shop.localhost'

/** Lets a browser find the demo's shop there. */
export function mapAddress(demo: Demo): string {
  return `--host-resolver-rules=MAP shop.localhost:80 127.0.0.1:${new URL(demo.shop.origin).port}`
}
