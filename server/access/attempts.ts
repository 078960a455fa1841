/**
 * Attempts: one browser's try to join by one link. All that comes of it is named after the link's code and the
 * browser's own random id, under a key of this store: so the same try again finds what it began, on any server, and
 * no one else can name it.
 *
 *   use the link -> the person -> their session, and with it, in one step of the store: the link is over, and the browser's older session
 *
 * Always holds: a link that admits one is over only once there is a session, and makes one. Whatever was lost on the
 * way, the same browser asks again and goes on; after a session it gets the same answer for two minutes.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { hashOf, type Vault } from './vault.ts';

export interface Attempt {
  /** The command that adds its person. One link for one person makes one, however many try. */
  readonly command: string;
  readonly onlyCommand: string;
  /** Of the session: what the cookie will carry. */
  readonly secret: string;
  readonly hash: string;
}

/** `id`: as the browser coined it; null: this try is never repeated. */
export async function attemptOf(vault: Vault, code: string, id: string | null): Promise<Attempt> {
  const key = await vault.key();
  const named = (...words: string[]): Buffer => createHmac('sha256', key).update(JSON.stringify(words)).digest();
  const own = id ?? randomBytes(16).toString('hex');
  const secret = named('session', code, own).toString('base64url');
  return {
    command: named('person', code, own).toString('hex', 0, 16),
    onlyCommand: named('person', code).toString('hex', 0, 16),
    secret,
    hash: hashOf(secret),
  };
}
