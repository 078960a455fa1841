/** The order in which a person's lines leave this browser, and what it keeps of them until then. */
import { beforeEach, describe, expect, it } from 'vitest';
import { forgetAllOf, keptOf } from '../../client/session/keeping.ts';
import { Outbox } from '../../client/session/outbox.ts';
import type { Instant } from '../../shared/instants.ts';
import type { CommandAnswer } from '../../shared/protocol.ts';

/** A stand-in for localStorage: an object whose keys are what it keeps. */
class Kept {
  getItem(key: string): string | null {
    return (this as unknown as Record<string, string>)[key] ?? null;
  }
  setItem(key: string, text: string): void {
    Object.assign(this, { [key]: text });
  }
  removeItem(key: string): void {
    Reflect.deleteProperty(this, key);
  }
}
beforeEach(() => Object.assign(globalThis, { localStorage: new Kept(), sessionStorage: new Kept() }));

const line = (at: number) => ({
  id: `line-${at}`,
  type: 'timeline.say' as const,
  data: { text: `line ${at}` },
  writtenAt: new Date(at).toISOString() as Instant,
});
const BUSY: CommandAnswer = { ok: false, code: 'busy', message: 'busy', facts: { retryAfterMs: 1 } };
const kept = (): number => keptOf('ana', 'outbox.').size;
const outboxTo = (ask: (id: string) => Promise<CommandAnswer | null>, isConnected = () => false): Outbox =>
  new Outbox({
    person: 'ana',
    room: 'inc-1',
    changed: () => {},
    version: () => 1000,
    ask: (command) => ask((command as { id: string }).id),
    isConnected,
  });

describe('lines on their way', () => {
  it('ST48 Lines written offline arrive in order from a busy server, also those written meanwhile, each once', async () => {
    const arrived: string[] = [];
    let asked = 0;
    const outbox = outboxTo(async (id) => {
      asked += 1;
      if (asked % 3 !== 0) return BUSY;
      arrived.push(id);
      return { ok: true, version: arrived.length };
    });
    const lines = Array.from({ length: 60 }, (_each, at) => outbox.send(line(at), true));
    const repeated = [outbox.repeat(), outbox.repeat()];
    lines.push(outbox.send(line(60), false));
    await Promise.all([...lines, ...repeated, outbox.repeat()]);
    expect(arrived).toEqual(Array.from({ length: 61 }, (_each, at) => `line-${at}`));
    expect(kept()).toBe(0);
  });

  it('ST49 A line that is being sent or sent again is not written back after it was deleted in another tab', async () => {
    const answers: CommandAnswer[] = [BUSY, BUSY, { ok: true, version: 1 }];
    const counts: number[] = [];
    const outbox = outboxTo(async () => {
      counts.push(kept());
      forgetAllOf('ana');
      return answers.shift() ?? null;
    });
    const first = outbox.send(line(0), true);
    void outbox.repeat();
    await first;
    expect([counts, kept()]).toEqual([[1, 0, 0], 0]);
    void outbox.send(line(1), true);
    await outbox.repeat();
    expect([counts, kept()]).toEqual([[1, 0, 0, 1], 0]);
  });

  it('ST83 A decision that was certainly not saved is refused; one that may have been is repeated until the server has answered, and a line waits', async () => {
    const answering = (codes: readonly string[]): Outbox => {
      const left = [...codes];
      return outboxTo(async () => {
        const code = left.shift();
        if (code === undefined) return { ok: true, version: 7 };
        return { ok: false, code, message: code, facts: { retryAfterMs: 1 } };
      });
    };
    const decision = {
      ...line(0),
      id: 'decision-0',
      type: 'incident.retitle' as const,
      data: { title: 'Search is down' },
    };
    const refused = await answering(['unavailable']).send(decision, false);
    expect(refused).toMatchObject({ ok: false, code: 'unavailable' });
    const repeated = await answering(['unconfirmed', 'unavailable', 'busy']).send(decision, false);
    expect(repeated).toEqual({ ok: true, version: 7 });
    expect(await answering(['unavailable', 'unavailable']).send(line(1), false)).toEqual({ ok: true, version: 7 });
  });

  it('ST84 What is in the log is done, also when its answer never came; a commit of someone else with its id answers nothing', async () => {
    const outbox = outboxTo(async () => null);
    const decision = {
      ...line(0),
      id: 'decision-0',
      type: 'incident.retitle' as const,
      data: { title: 'Search is down' },
    };
    const answered: CommandAnswer[] = [];
    const sent = outbox.send(decision, false).then((answer) => answered.push(answer));
    await outbox.repeat();
    const commit = {
      version: 9,
      at: line(1).writtenAt,
      by: 'bob',
      commandId: decision.id,
      salt: '',
      hash: '',
      events: [],
    };
    outbox.folded([commit]);
    await Promise.resolve();
    expect(answered).toEqual([]);
    outbox.folded([{ ...commit, version: 10, by: 'ana' }]);
    await sent;
    expect(answered).toEqual([{ ok: true, version: 10 }]);
  });

  it('ST85 What was not answered in time is sent again while the link is there, and not while it is away', async () => {
    const answers: Array<CommandAnswer | null> = [null, null, { ok: true, version: 3 }];
    let isConnected = true;
    const outbox = outboxTo(
      async () => answers.shift() ?? null,
      () => isConnected,
    );
    expect(await outbox.send(line(0), false)).toEqual({ ok: true, version: 3 });
    isConnected = false;
    let isAnswered = false;
    void outbox.send(line(1), false).then(() => (isAnswered = true));
    await outbox.repeat();
    answers.push({ ok: true, version: 4 });
    expect(isAnswered).toBe(false);
    await outbox.repeat();
    expect(answers).toEqual([]);
  });
});
