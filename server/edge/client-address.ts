/**
 * Where a request comes from: the one function that gives HTTP, sockets, budgets and the security log a client's
 * address.
 *
 *   client -> proxy -> proxy -> this server        X-Forwarded-For: client, proxy      (each proxy adds the address that called it)
 *
 * Read from this server outwards: the first address that is not one of our own proxies is the client's. Anything that a
 * client wrote into the header itself is further left and is ignored. Without TRUST_PROXY the header is not read at
 * all.
 */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** How many proxies are in front of this server (0: none), or which networks they connect from. */
export type TrustedProxies = number | readonly string[];

/** An IPv4 or IPv6 address without a port; `unknown` once the connection is gone. */
export type ClientAddress = (request: IncomingMessage) => string;

const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};
/** No chain of proxies is longer; a header that names more was written to cost time. */
const MOST_HOPS = 32;

/**
 * The value of TRUST_PROXY: a number of proxies, or their addresses and networks (10.0.0.0/8, loopback, linklocal,
 * uniquelocal), separated by commas. Null when it is neither.
 */
export function trustedProxies(value: string): TrustedProxies | null {
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const networks = value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => NAMED[part] ?? [part]);
  return networks.length > 0 && networks.every((network) => subnetOf(network) !== null) ? networks : null;
}

/** `onIgnored`: called once, at the first request with X-Forwarded-For when no proxies are trusted. */
export function clientAddressBy(proxies: TrustedProxies, onIgnored: () => void = () => {}): ClientAddress {
  const isProxy = proxyTest(proxies);
  let isTold = proxies !== 0;
  return (request) => {
    if (!isTold && request.headers['x-forwarded-for'] !== undefined) {
      isTold = true;
      onIgnored();
    }
    const peer = plain(request.socket.remoteAddress ?? '');
    if (peer === null) return 'unknown';
    let client = peer;
    for (const [hop, named] of forwardedFor(request).entries()) {
      if (!isProxy(client, hop)) return client;
      const next = plain(named);
      // Not an address: the proxy that passed it on is the last known address.
      if (next === null) return client;
      client = next;
    }
    return client;
  };
}

/** As in the header, the nearest first. */
function forwardedFor({ headers }: IncomingMessage): readonly string[] {
  const header = headers['x-forwarded-for'];
  const text = Array.isArray(header) ? header.join(',') : (header ?? '');
  return text === '' ? [] : text.split(',').slice(-MOST_HOPS).toReversed();
}

function proxyTest(proxies: TrustedProxies): (address: string, hop: number) => boolean {
  if (typeof proxies === 'number') return (_address, hop) => hop < proxies;
  const list = new BlockList();
  for (const network of proxies) {
    const subnet = subnetOf(network);
    if (subnet !== null) list.addSubnet(subnet.address, subnet.prefix, subnet.family);
  }
  return (address) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

function subnetOf(network: string): { address: string; prefix: number; family: 'ipv4' | 'ipv6' } | null {
  const [address = '', length, ...more] = network.split('/');
  const version = isIP(address);
  const most = version === 6 ? 128 : 32;
  if (version === 0 || more.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const prefix = length === undefined ? most : Number(length);
  return prefix > most ? null : { address, prefix, family: version === 6 ? 'ipv6' : 'ipv4' };
}

/** Without a port, brackets or a zone, and IPv4 as IPv4 even through an IPv6 socket; null when it is not an address. */
function plain(written: string): string | null {
  const text = written.trim();
  const bare = (/^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text).replace(
    /%.*$/,
    '',
  );
  const address = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare;
  return isIP(address) === 0 ? null : address.toLowerCase();
}
