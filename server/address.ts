/** This Watchfloor's address as links have it: PUBLIC_URL, or localhost at the port that is really listened on. */
import type { NetworkConfig } from './config/network.ts';

export function addressOf({ publicUrl }: Pick<NetworkConfig, 'publicUrl'>, port: number): string {
  return publicUrl === null ? `http://localhost:${port}` : publicUrl.href.replace(/\/+$/, '');
}
