/**
 * Which person a client id belongs to: what the log says about it is never lost, and rejected attempts leave no trace.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ScribeAppender } from '../../server/scribe/store/append.ts';
import { ScribeDocument } from '../../server/scribe/live/document.ts';
import { ScribeIndex } from '../../server/scribe/updates/document-index.ts';
import { giveBack, judge, type Writer } from '../../server/scribe/updates/judge.ts';
import { ScribeWorker } from '../../server/scribe/worker/worker-client.ts';
import { updateWith } from '../support/server/scribe-fixtures.ts';
import { ROOM, Shelf } from '../support/server/scribe-typed.ts';
import { PrivateRedis } from '../support/server/private-redis.ts';

const [ANAS, BOBS] = [7, 8];
const bob: Writer = { person: 'bob', mayWrite: true, isFull: false, mayUse: () => true };
const worker = new ScribeWorker();
let redis: PrivateRedis;
let shelf: Shelf;
let appender: ScribeAppender;
let document: ScribeDocument;
let count = 0;

beforeAll(async () => {
  redis = await PrivateRedis.start();
});
afterAll(() => Promise.all([redis.end(), worker.stop()]));
beforeEach(async () => {
  const prefix = `t${(count += 1)}`;
  shelf = new Shelf({ redis, prefix, worker });
  appender = new ScribeAppender(shelf.redis, prefix);
  document = await ScribeDocument.open(ROOM, { store: shelf.store, worker, keeper: shelf.keeper() });
  return () => shelf.close();
});

const append = (client: number, person: string) =>
  appender.append(ROOM, updateWith('text', client), [{ client, from: 0, to: 4, person }]);

describe('which document it is', () => {
  it('SC151 an entry that was published for another document is never integrated, and an append to another one is refused', async () => {
    const entry = { sequence: 1, atMs: 1, update: updateWith('text', BOBS), author: null, isOwn: false };
    document.arrive({ ...entry, document: 'of-another-one--' });
    expect([document.takeIn().length, document.hasGap]).toEqual([0, false]);
    document.arrive({ ...entry, document: document.identity });
    expect(document.takeIn().length).toBe(1);
    await expect(
      appender.append(ROOM, updateWith('text', ANAS), [{ client: ANAS, from: 0, to: 4, person: 'ana' }], {
        document: 'of-another-one--',
      }),
    ).rejects.toThrow('another document');
    expect(await shelf.store.head(ROOM)).toBe(0);
  });
});

describe('owners of client ids', () => {
  it('SC129 a person who was bound to a client id by a write that is given back is not bound any more', () => {
    const index = new ScribeIndex();
    index.take(updateWith('text of somebody', ANAS));
    const verdict = judge(index, longer(), bob);
    expect([verdict.kind, index.ownerOf(ANAS)]).toEqual(['new', 'bob']);
    if (verdict.kind === 'new') giveBack(index, verdict);
    expect([index.ownerOf(ANAS), index.nextOf(ANAS)]).toEqual([null, 16]);
  });

  it('SC130 owners of what was missed are learnt also when the last entry had come before the gap was read', async () => {
    await append(ANAS, 'ana');
    await append(BOBS, 'bob');
    document.arrive({
      sequence: 2,
      atMs: 1,
      update: updateWith('text', BOBS),
      owners: new Map([[BOBS, 'bob']]),
      author: null,
      isOwn: false,
    });
    expect([document.takeIn().length, document.hasGap]).toEqual([0, true]);
    await document.catchUp();
    expect(document.takeIn().length).toBe(2);
    expect([ANAS, BOBS].map((client) => document.index.ownerOf(client))).toEqual(['ana', 'bob']);
  });

  it("SC131 where a server took someone else for the owner of a client id, the log's word counts", async () => {
    await append(ANAS, 'ana');
    document.index.take(updateWith('text', ANAS));
    document.index.bind(ANAS, 'bob');
    await document.catchUp();
    document.takeIn();
    expect(document.index.ownerOf(ANAS)).toBe('ana');
    expect(document.learnOwners(new Map([[ANAS, 'ana']]))).toBe(false);
  });
});

/** The same text with more. */
function longer(): Uint8Array {
  const doc = Object.assign(new Y.Doc(), { clientID: ANAS });
  doc.getText('plain').insert(0, 'text of somebody');
  doc.getText('plain').insert(16, ', and more');
  return Y.encodeStateAsUpdate(doc);
}
