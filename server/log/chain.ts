/**
 * The chain: every commit's hash covers the one before. So an entry that is damaged, missing or out of order is found,
 * and a version with another hash is known for what it is, another branch. The hashes have no key: someone who can
 * write to Redis can rebuild the chain (docs/security.md). docs/protocol.md has the formula for programs that check it
 * from outside.
 *
 *   digest = SHA-256(salt LF JCS(events))      hash = SHA-256(previous hash LF JCS({version, at, by, commandId, digest}))
 *
 * What is hashed is exactly what JSON keeps of it: events are brought to that form before they are sealed.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { AnyCommand, AnyEvent, Commit, Position } from '../../shared/envelope.ts';
import { canonicalJson } from './canonical-json.ts';

const SALT_BYTES = 16;

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
/** What each commit that was sealed here was chained to: it need not be hashed again when it comes back. */
const sealedHere = new WeakMap<Commit, string>();

/** The position before the first commit of a log. */
export function genesis(log: string): Position {
  return { version: 0, hash: sha256(`watchfloor/1 ${log}`) };
}

function digestOf(salt: string, events: readonly AnyEvent[]): string {
  return sha256(`${salt}\n${canonicalJson(events)}`);
}

export function hashOf(previous: string, commit: Omit<Commit, 'hash'>): string {
  const { version, at, by, commandId } = commit;
  const digest = digestOf(commit.salt, commit.events);
  return sha256(`${previous}\n${canonicalJson({ version, at, by, commandId, digest })}`);
}

/**
 * The next commit after `head`. The salt keeps a short text from being guessed from its digest once it has been
 * emptied.
 */
export function seal(head: Position, said: Pick<Commit, 'at' | 'by' | 'commandId' | 'events'>): Commit {
  const events = JSON.parse(JSON.stringify(said.events)) as readonly AnyEvent[];
  const { at, by, commandId } = said;
  const commit = { version: head.version + 1, at, by, commandId, salt: newSalt(), events };
  const sealed = { ...commit, hash: hashOf(head.hash, commit) };
  sealedHere.set(sealed, head.hash);
  return sealed;
}

/** Drawn for many at once: to ask the system for sixteen bytes takes as long as to ask for a thousand. */
let salts = Buffer.alloc(0);

function newSalt(): string {
  if (salts.length < SALT_BYTES) salts = randomBytes(SALT_BYTES * 64);
  const salt = salts.toString('hex', 0, SALT_BYTES);
  salts = salts.subarray(SALT_BYTES);
  return salt;
}

/** Null when `commit` is the next link after `head`; else what is wrong, in a few words that name the version. */
export function flaw(head: Position, commit: Commit): string | null {
  const expected = head.version + 1;
  if (commit.version !== expected) return `version ${expected} is missing (${commit.version} came instead)`;
  if (sealedHere.get(commit) === head.hash) return null;
  if (commit.hash !== hashOf(head.hash, commit)) return `version ${expected} does not continue the chain`;
  return null;
}

export const positionOf = (commit: Commit): Position => ({ version: commit.version, hash: commit.hash });

/**
 * What a command id identifies: the same actor saying the same thing. When it was written is not part of what it says.
 */
export function fingerprint(actor: string, command: AnyCommand): string {
  const { type, data, epoch } = command;
  return sha256(`${actor}\n${canonicalJson({ type, data, epoch })}`);
}
