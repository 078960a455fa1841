/**
 * The smallest domain with everything that a log's machinery can meet: a counter that people raise, a timer that can be
 * set, a refused command, a command that changes nothing, a command about an older commit, and a bug. The machinery
 * knows no capability, so what holds for this domain holds for the real ones.
 */
import { randomUUID } from 'node:crypto';
import { accept, refuse, UnknownEvent, type Verdict } from '../../../shared/decider.ts';
import type { Actor, AnyCommand, AnyEvent, Context } from '../../../shared/envelope.ts';
import type { Instant } from '../../../shared/instants.ts';
import type { Card } from '../../../shared/card.ts';
import type { Domain } from '../../../server/rooms/domain.ts';

export interface Tally {
  readonly total: number;
  readonly last: string;
  readonly bell: Instant | null;
  readonly rung: number;
}

type Data = {
  readonly by?: number;
  readonly at?: Instant;
  readonly version?: number;
  readonly below?: number;
  readonly text?: string;
};

function decide(tally: Tally, command: AnyCommand, context: Context): Verdict<AnyEvent> {
  const due: AnyEvent[] =
    tally.bell !== null && tally.bell <= context.now ? [{ type: 'tally.rung', data: { due: tally.bell } }] : [];
  const data = command.data as Data;
  switch (command.type) {
    case 'tally.raise':
      return accept(...due, { type: 'tally.raised', data: { by: data.by ?? 1, text: data.text } });
    case 'tally.raise-once':
      return tally.total < (data.below ?? 0)
        ? accept({ type: 'tally.raised', data: { by: 1 } })
        : refuse('tally.too-high', { total: tally.total });
    case 'tally.set-bell':
      return accept(...due, { type: 'tally.bell-set', data: { at: data.at } });
    case 'tally.quote': {
      const quoted = context.commits?.get(data.version ?? 0);
      return quoted === undefined
        ? refuse('tally.nothing-there')
        : accept({ type: 'tally.quoted', data: { hash: quoted.hash } });
    }
    case 'tally.speak-future':
      return accept({ type: 'tally.raised', data: { by: 1 } }, { type: 'tally.from-the-future', data: {} });
    case 'tally.crash':
      throw new Error('a bug');
    case 'clock.ring':
      return accept(...due);
    default:
      return accept();
  }
}

function step(tally: Tally, event: AnyEvent): Tally {
  const data = event.data as Data & { hash?: string };
  switch (event.type) {
    case 'tally.raised':
      return { ...tally, total: tally.total + (data.by ?? 0), last: data.text ?? tally.last };
    case 'tally.bell-set':
      return { ...tally, bell: data.at ?? null };
    case 'tally.rung':
      return { ...tally, bell: null, rung: tally.rung + 1 };
    case 'tally.quoted':
      return { ...tally, last: data.hash ?? '' };
    default:
      throw new UnknownEvent(event.type);
  }
}

function card({ total }: Tally): Card {
  const title = `tally of ${Math.floor(total / 10)}0`;
  return {
    title,
    severity: 3,
    status: 'open',
    kind: 'incident',
    impact: null,
    commander: null,
    nextUpdateAt: null,
    declaredAt: '2026-03-01T03:00:00.000Z',
    closedAt: null,
    duplicateOf: null,
    people: 1,
  };
}

export const tinyDomain: Domain<Tally> = {
  version: 1,
  initial: { total: 0, last: '', bell: null, rung: 0 },
  decide,
  evolve: (tally, commit) => commit.events.reduce(step, tally),
  due: (tally) => tally.bell,
  card,
  mentions: (command) => (command.type === 'tally.quote' ? [(command.data as Data).version ?? 0] : []),
  explain: (_tally, refused) => `refused: ${refused.code}`,
};

/** The same domain one release later: it knows the event that the other does not. */
export const newerDomain: Domain<Tally> = {
  ...tinyDomain,
  version: 2,
  evolve: (tally, commit) =>
    commit.events.filter((event) => event.type !== 'tally.from-the-future').reduce(step, tally),
};

export const someone = (id = 'p-one'): { actor: Actor } => ({
  actor: { id, name: id, trained: false, administrator: false },
});

export function say(type: string, data: Data = {}, id: string = randomUUID()): AnyCommand {
  return { id, type: `tally.${type}`, data };
}
