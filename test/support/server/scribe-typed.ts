/**
 * A document that three people typed, as its log has it: one entry for each keystroke, with its time. And a shelf: the
 * stored side of one server (store, worker, keeper, past) on a Redis, to which such a log can be written.
 */
import type { Redis } from 'ioredis';
import * as Y from 'yjs';
import { ScribeKeeper, STEPS, type KeptDocument, type Step } from '../../../server/scribe/store/keeper.ts';
import { openStored } from '../../../server/scribe/live/opening.ts';
import { ScribePast } from '../../../server/scribe/store/past.ts';
import type { DocumentEntry } from '../../../server/scribe/store/sealed.ts';
import { ScribeStore } from '../../../server/scribe/store/store.ts';
import { ScribeWorker } from '../../../server/scribe/worker/worker-client.ts';
import type { PrivateRedis } from './private-redis.ts';

export const ROOM = 'inc-1';
export const BEGAN_AT_MS = Date.parse('2026-01-05T03:00:00.000Z');

/** The same numbers in every run. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
}

/** Keystrokes: letters, now and then a deletion, a jump or a new line, each based on all of those before it. */
export function typed(count: number, everyMs = 100): DocumentEntry[] {
  const roll = dice(count);
  const writers = [11, 12, 13].map((client) => Object.assign(new Y.Doc(), { clientID: client }));
  const entries: DocumentEntry[] = [];
  let atMs = BEGAN_AT_MS;
  for (const writer of writers) {
    writer.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'others') return;
      entries.push({ sequence: entries.length + 1, atMs: Math.floor(atMs), update });
      for (const other of writers) if (other !== writer) Y.applyUpdate(other, update, 'others');
    });
  }
  while (entries.length < count) {
    atMs += 2 * everyMs * roll();
    const writer = writers[Math.floor(roll() * 3)] as Y.Doc;
    writer.transact(() => press(writer.getXmlFragment('scribe'), roll));
  }
  return entries;
}

function press(root: Y.XmlFragment, roll: () => number): void {
  const line = root.get(Math.floor(roll() * root.length)) as Y.XmlElement | undefined;
  if (line === undefined || roll() < 0.02) {
    root.insert(root.length, [emptyLine()]);
    return;
  }
  const text = line.get(0) as Y.XmlText;
  const place = Math.floor(roll() * (text.length + 1));
  if (text.length > place && roll() < 0.15) text.delete(place, 1);
  else text.insert(place, 'a bcdefghij klmnop'.charAt(Math.floor(roll() * 18)));
}

function emptyLine(): Y.XmlElement {
  const line = new Y.XmlElement('paragraph');
  line.insert(0, [new Y.XmlText()]);
  return line;
}

/** The stored side of one server. */
export class Shelf {
  readonly redis: Redis;
  readonly store: ScribeStore;
  readonly worker: ScribeWorker;
  readonly past: ScribePast;

  constructor({
    redis,
    prefix,
    worker,
  }: {
    redis: Pick<PrivateRedis, 'client'>;
    prefix: string;
    worker: ScribeWorker;
  }) {
    this.worker = worker;
    this.redis = redis.client();
    this.store = new ScribeStore(this.redis, prefix);
    this.past = new ScribePast(this.store, this.worker);
  }

  keeper(steps: readonly Step[] = STEPS): ScribeKeeper {
    return new ScribeKeeper(this, steps);
  }

  async write(entries: readonly DocumentEntry[]): Promise<void> {
    const writing = this.redis.pipeline();
    for (const { sequence, atMs, update } of entries)
      writing.xadd(this.store.key(ROOM, 'log'), `${sequence}-0`, 't', atMs, 'u', Buffer.from(update));
    await writing.exec();
  }

  /** As a server sees it that has just opened it. */
  async document(): Promise<KeptDocument> {
    const copy = await this.store.loadCopy(ROOM);
    return { id: ROOM, copy, tail: await this.entries(copy?.sequence ?? 0), isBusy: false };
  }

  /** Every entry after a sequence, one by one. */
  async entries(after = 0): Promise<DocumentEntry[]> {
    const all: DocumentEntry[] = [];
    for await (const page of this.store.entriesAfter(ROOM, after)) all.push(...page);
    return all;
  }

  /** The text with which it opens. */
  async opened(): Promise<string> {
    const { copy, tail } = await openStored(this, ROOM);
    return this.worker.read(
      { base: copy?.state ?? null, tail: tail.map(({ update }) => update) },
      { format: 'json', room: ROOM },
    );
  }

  /** The text of these entries, computed without the code under test. */
  replay(entries: readonly DocumentEntry[]): Promise<string> {
    return this.worker.read({ base: null, tail: entries.map(({ update }) => update) }, { format: 'json', room: ROOM });
  }

  close(): void {
    this.redis.disconnect();
  }
}
