/** The worker thread for documents: its answers are verified, and when it dies only its current job is lost. */
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { startThread, TookTooLong } from '../../server/scribe/worker/thread.ts';
import { ScribeWorker } from '../../server/scribe/worker/worker-client.ts';
import { byHand, inRoot, slowText } from '../support/fuzz/handmade.ts';
import { typed } from '../support/server/scribe-typed.ts';

const threads: Worker[] = [];
const newThread = (): Worker => {
  const thread = startThread();
  threads.push(thread);
  return thread;
};
const worker = () => new ScribeWorker({ newThread });
afterEach(() => Promise.all(threads.splice(0).map((thread) => thread.terminate())));

const tail = typed(3000).map(({ update }) => update);
const textOf = (...updates: readonly Uint8Array[]) => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getXmlFragment('scribe').toJSON();
};

const SLOW = slowText();
const SLOW_BYTES = SLOW.reduce((sum, { length }) => sum + length, 0);

describe('the worker', () => {
  it('SC105 when its thread dies in the middle of a job that job fails, and the others are done by a new thread', async () => {
    const mortal = worker();
    const [lost, next, after] = [
      mortal.roll({ base: null, tail }),
      mortal.roll({ base: null, tail: tail.slice(0, 100) }),
      mortal.roll({ base: null, tail: [] }),
    ];
    const failed = expect(lost).rejects.toThrow('the thread for documents ended');
    await threads[0]?.terminate();
    await failed;
    expect(textOf((await next).state)).toBe(textOf(...tail.slice(0, 100)));
    expect((await after).state).toEqual(Y.encodeStateAsUpdate(new Y.Doc()));
    expect(threads.length).toBe(2);
    await mortal.stop();
  });

  it('SC106 a copy holds all that it was made of, and gives its deletions and its state vector apart', async () => {
    const one = worker();
    const first = await one.roll({ base: null, tail: tail.slice(0, 2000) });
    const copy = await one.roll({ base: first.state, tail: tail.slice(2000) });
    expect(textOf(copy.state)).toBe(textOf(...tail));
    expect(copy.stateVector).toEqual(Y.encodeStateVectorFromUpdate(copy.state));
    expect(Y.decodeUpdate(copy.deletions).structs).toEqual([]);
    expect(Y.decodeUpdate(copy.deletions).ds).toEqual(Y.decodeUpdate(copy.state).ds);
    expect(textOf(first.state, await one.difference({ state: copy.state, stateVector: first.stateVector }))).toBe(
      textOf(...tail),
    );
    await one.stop();
  });

  it('SC107 from a text with a hole no copy is made, and the thread goes on', async () => {
    const one = worker();
    await expect(one.roll({ base: null, tail: [...tail.slice(0, 50), ...tail.slice(60)] })).rejects.toThrow(
      'something is missing',
    );
    await expect(one.roll({ base: new Uint8Array([1, 2, 3]), tail: [] })).rejects.toThrow();
    expect(textOf((await one.roll({ base: null, tail: tail.slice(0, 50) })).state)).toBe(textOf(...tail.slice(0, 50)));
    expect(threads.length).toBe(1);
    await one.stop();
  });

  it('SC108 a request to the thread after its stop, or waiting for it, is told so', async () => {
    const one = worker();
    const waiting = [one.roll({ base: null, tail }), one.roll({ base: null, tail })].map((job) =>
      expect(job).rejects.toThrow(),
    );
    await one.stop();
    await Promise.all(waiting);
    await expect(one.roll({ base: null, tail })).rejects.toThrow('stopping');
  });

  it('SC140 a job on a document that takes too long is given up alone: those behind it are done by a new thread, and opening or comparing never waits for it', async () => {
    const one = new ScribeWorker({
      newThread,
      allowedMs: (bytes) => (bytes > SLOW_BYTES && bytes < SLOW_BYTES + 100 ? 100 : 60_000),
    });
    const slow = expect(one.roll({ base: null, tail: SLOW })).rejects.toBeInstanceOf(TookTooLong);
    const next = one.roll({ base: null, tail: tail.slice(0, 100) });
    const large = byHand(5, 0, [inRoot('plain', 'a'.repeat(20_000))]);
    expect(await one.difference({ state: large, stateVector: Y.encodeStateVector(new Y.Doc()) })).toEqual(large);
    await slow;
    expect(textOf((await next).state)).toBe(textOf(...tail.slice(0, 100)));
    // One that was abandoned, one that replaced it, and one for the comparison alone.
    expect(threads.length).toBe(3);
    await one.stop();
  });

  it('SC141 a job that cannot be handed over fails alone, and the next one is done', async () => {
    let isFirst = true;
    const one = new ScribeWorker({
      newThread: () => {
        if (!isFirst) return newThread();
        isFirst = false;
        throw new Error('no thread could be started');
      },
    });
    const [lost, next] = [
      expect(one.roll({ base: null, tail })).rejects.toThrow('no thread could be started'),
      one.roll({ base: null, tail: tail.slice(0, 10) }),
    ];
    await lost;
    expect(textOf((await next).state)).toBe(textOf(...tail.slice(0, 10)));
    await one.stop();
  });
});
