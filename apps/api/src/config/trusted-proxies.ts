import { BlockList, isIP } from 'node:net';

const LONGEST_PREFIX: Readonly<Record<number, number>> = { 4: 32, 6: 128 };

const FAULT =
  'must be the addresses or CIDR ranges of your proxies, comma separated, such as 10.0.0.4 or 10.0.0.0/8: ' +
  'with true, *, a number of hops or every address a caller could choose the address that it is counted by';

/** Whether this address is a proxy's, whose forwarding headers are believed. */
export type TrustsProxy = (address: string) => boolean;

export function parseTrustedProxies(text: string): { trusts: TrustsProxy } | { fault: string } {
  const listed = new BlockList();
  for (const entry of text.split(',')) {
    const [address = '', prefix, ...more] = entry.trim().split('/');
    const longest = LONGEST_PREFIX[isIP(address)];
    if (longest === undefined || address.includes('%') || more.length > 0) return { fault: FAULT };
    if (prefix !== undefined && !(/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= longest)) return { fault: FAULT };
    listed.addSubnet(address, Number(prefix ?? longest), family(address));
  }
  return { trusts: (address) => isIP(address) > 0 && listed.check(address, family(address)) };
}

function family(address: string) {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}
