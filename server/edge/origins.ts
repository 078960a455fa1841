/**
 * Which browser pages may talk to this server: exactly those whose origin is its own address, or named in
 * EXTRA_ORIGINS. A cookie goes along with any page's request, so the cookie alone proves nothing; the Origin header is
 * what a foreign page cannot forge.
 */
import type { IncomingMessage } from 'node:http';
import type { NetworkConfig } from '../config/network.ts';

export type OriginOf = (request: IncomingMessage) => 'own' | 'none' | 'foreign';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/** The addresses that count as this server's own, given the port that it really listens on. */
export function ownOrigins(
  config: Pick<NetworkConfig, 'host' | 'publicUrl' | 'extraOrigins'>,
  port: number,
): ReadonlySet<string> {
  if (config.publicUrl !== null) return new Set([config.publicUrl.origin, ...config.extraOrigins]);
  const hosts = LOOPBACK.has(config.host) ? ['localhost', '127.0.0.1', '[::1]'] : ['localhost'];
  return new Set([...hosts.map((host) => new URL(`http://${host}:${port}`).origin), ...config.extraOrigins]);
}

export function originCheck(own: ReadonlySet<string>): OriginOf {
  return (request) => {
    const { origin } = request.headers;
    if (origin === undefined) return 'none';
    return own.has(origin) ? 'own' : 'foreign';
  };
}
