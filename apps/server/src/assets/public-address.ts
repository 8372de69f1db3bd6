import { BlockList, isIP } from 'node:net'

/**
 * Of the IPv4 registry of special purposes (RFC 6890) what is not for everybody: this host, private, shared by carriers, loopback,
 * link-local with the clouds' metadata, assignments, documentation, relays, benchmarks, multicast, reserved, broadcast. And Azure's
 * host agent, which has a number as public ones are.
 */
const DENIED_V4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4', '168.63.129.16/32'],
]

/** Global unicast (RFC 4291, 2.4). What is outside of it is denied, and with it the v4-mapped, NAT64 and local forms. */
const GLOBAL_V6 = rangesOf(['2000::/3'])

/** Within it: protocol assignments with Teredo, documentation, 6to4. */
const DENIED_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

/** An interface id that says which IPv4 address it leads to (ISATAP, RFC 5214, 6.1). */
const ISATAP = /(^|:)(0|200)?:5efe:[0-9a-f]{1,4}:[0-9a-f]{1,4}$/

/** Which addresses the server may connect to: public ones outside of `denied` (CIDR), which are the operator's own. */
export function publicAddresses(denied: readonly string[]): (address: string) => boolean {
  const ranges = rangesOf([...DENIED_V4, ...DENIED_V6, ...denied])
  return (address) => {
    if (isIP(address) === 4) return !ranges.check(address, 'ipv4')
    // A zone (`%eth0`) is of this machine.
    if (isIP(address) !== 6 || address.includes('%')) return false
    if (!GLOBAL_V6.check(address, 'ipv6') || ranges.check(address, 'ipv6')) return false
    return !ISATAP.test(canonical(address))
  }
}

/** Throws on what is no CIDR. */
export function rangesOf(list: readonly string[]): BlockList {
  const ranges = new BlockList()
  for (const range of list) {
    const [network = '', prefix = ''] = range.split('/')
    const family = isIP(network)
    if (family === 0 || !/^\d{1,3}$/.test(prefix)) throw new TypeError(`${range} is no range`)
    ranges.addSubnet(network, Number(prefix), family === 6 ? 'ipv6' : 'ipv4')
  }
  return ranges
}

function canonical(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1)
}
