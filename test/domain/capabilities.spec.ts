/**
 * What adding a capability takes: the product's lists and one more line, composed by the same functions. No file of the
 * product knows the tides (test/support/domain/tides).
 */
import { existsSync } from 'node:fs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { OWED_OF } from '../../client/attention/capabilities.ts';
import { owedIn } from '../../client/attention/owed.ts';
import { CAPABILITIES, type RoomState } from '../../shared/capabilities.ts';
import type { Capability } from '../../shared/capability.ts';
import { authorityOf, compose, flagsOf, refusalsOf, tellerOf } from '../../shared/compose.ts';
import { decideIn } from '../../shared/draft.ts';
import type { AnyEvent } from '../../shared/envelope.ts';
import { utcClock } from '../../shared/instants.ts';
import { initial } from '../../shared/room.ts';
import { COMMANDS } from '../../shared/protocol.ts';
import {
  ana,
  at,
  bob,
  clock,
  declared,
  instantOf,
  joins,
  priya,
  rings,
  sam,
  type Act,
} from '../support/domain/given.ts';
import { tides } from '../support/domain/tides/capability.ts';
import { owed } from '../support/domain/tides/owed.ts';
import type { TidesEvent, TidesState } from '../support/domain/tides/words.ts';

const LIST = [...CAPABILITIES, tides] as const;
const room = compose(LIST);
type Room = typeof room.initial;

interface Told {
  readonly state: Room;
  /** Of the last act. */
  readonly types: readonly string[];
  readonly code: string | null;
}

/** Plays the acts and returns the result of the last one. */
function after(...acts: readonly Act[]): Told {
  return acts.reduce<Told>(
    ({ state }, { at: now, actor, type, data }, index) => {
      const { epoch } = state.floor;
      const context = { now, actor, commandId: `c-${index}`, version: index + 1, epoch };
      const verdict = decideIn(room, state, { id: context.commandId, type, data, epoch }, context);
      if (!verdict.ok) return { state, types: [], code: verdict.code };
      return { state: fold(state, verdict.events, index + 1, now), types: verdict.events.map(typeOf), code: null };
    },
    { state: room.initial, types: [], code: null },
  );
}

const typeOf = ({ type }: AnyEvent): string => type;
const fold = (state: Room, events: readonly AnyEvent[], version: number, now: string): Room =>
  events.reduce((folded, event, index) => room.step(folded, event, { version, index, at: now, by: '' }), state);

const begun = [declared(), joins('+1s', ana), joins('+2s', sam, 'observer')] as const;
const warns = (when = '+1m', actor = priya): Act =>
  at(when, actor, 'tides.warn', { text: 'High water in the data centre', until: instantOf('+30m') });
const clears = (when: string, actor = ana): Act => at(when, actor, 'tides.clear');
const FLOOD = { text: 'High water in the data centre', until: instantOf('+30m') };

describe('a capability that was added to the list', () => {
  it('ST75 has a state of its own in the room, and leaves those of the others as they are', () => {
    const { tides: added, ...others } = room.initial;
    expectTypeOf(added).toEqualTypeOf<TidesState>();
    expectTypeOf<Omit<Room, 'tides'>>().toEqualTypeOf<RoomState>();
    expect(added).toEqual({ warning: null });
    expect(others).toEqual(initial);
    expect(Object.keys(room.initial)).toEqual([...Object.keys(initial), 'tides']);

    const before = after(...begun, at('+30s', priya, 'floor.confirm')).state;
    const { state } = after(...begun, at('+30s', priya, 'floor.confirm'), warns());
    expect(state).toEqual({ ...before, tides: { warning: FLOOD } });
  });

  it('ST76 its commands are in the table of authority, its refusals in the catalogue, and its events are told', () => {
    expect(authorityOf(LIST)).toEqual({ ...authorityOf(CAPABILITIES), ...tides.rules.authority });
    expect(after(...begun, warns('+1m', ana)).code).toBe('floor.not-yours');
    expect(after(...begun, warns(), clears('+2m', sam)).code).toBe('crew.observers-may-not');
    expect(after(...begun, at('+1m', priya, 'tides.forecast')).code).toBe('command.unknown-type');

    expect(after(...begun, clears('+1m')).code).toBe('tides.no-warning');
    expect(refusalsOf(LIST)['tides.no-warning']?.say({}, String, utcClock)).toBe(
      'There is no warning, so there is nothing to clear.',
    );
    expect(Object.keys(refusalsOf(LIST))).toEqual([...Object.keys(refusalsOf(CAPABILITIES)), 'tides.no-warning']);

    const warned = { type: 'tides.warned', data: { ...FLOOD, by: priya.id } };
    expect(tellerOf(LIST)(warned, () => 'Priya')).toBe('Priya warns: High water in the data centre');
    expect(tellerOf(CAPABILITIES)(warned, () => 'Priya')).toBe('tides.warned');
  });

  it('ST77 its deadlines come due and are settled; it follows what others do, and others read the flags of its events', () => {
    // The floor is provisional until the commander acts as one. Only the flag of the warning says that it is such an
    // act.
    expect(after(...begun, warns()).types).toEqual(['tides.warned', 'floor.confirmed']);
    expect(flagsOf(LIST)['tides.passed']).toEqual({ automatic: true });

    const { state } = after(...begun, warns(), at('+2m', priya, 'updates.set-rhythm', { internal: null }));
    expect(room.due({ ...state, updates: initial.updates })).toBe(instantOf('+30m'));
    const passed = after(...begun, warns(), rings('+30m'));
    expect(passed.types).toContain('tides.passed');
    expect(passed.state.tides).toEqual({ warning: null });
    expect(after(...begun, warns(), at('+29m', clock, 'clock.ring')).types).not.toContain('tides.passed');

    const closed = after(...begun, warns(), at('+2m', priya, 'incident.close'));
    expect(closed.types).toContain('tides.cleared');
    expect(closed.state.tides).toEqual({ warning: null });
  });

  it('ST78 a list does not compile where rules see what no room of it has, or where words begin with another name', () => {
    // @ts-expect-error the tides sees the floor and the crew, and nothing here has them
    expect(compose([tides]).initial).toEqual({ tides: { warning: null } });
    // @ts-expect-error its words begin with "tides."
    expectTypeOf<Capability<'climate', TidesEvent>>().toBeObject();
    const nameless = { ...tides, flags: { 'tides.ended': { automatic: true } } } as const;
    // @ts-expect-error there is no such event
    expect((nameless satisfies Capability<'tides', TidesEvent>).name).toBe('tides');
  });
});

describe('what is owed because of it', () => {
  it('ST81 is listed among what the others say, by its pressure, with its words and its button', () => {
    const ask = (id: string, text: string): Act => at('+2m', sam, 'asks.ask', { kind: 'information', text }, { id });
    const { state } = after(
      ...begun,
      warns(),
      at('+90s', ana, 'crew.volunteer', { role: 'scribe' }),
      ask('q1', 'How high?'),
    );
    const list = owedIn([...OWED_OF, owed], state, priya.id, Date.parse(instantOf('+3m')));
    expect(list.map(({ id }) => id.split('.')[0])).toEqual(['ask', 'tides', 'update', 'volunteer']);
    expect(list[1]).toMatchObject({
      words: ['High water in the data centre, for ', { until: FLOOD.until }],
      press: { verb: 'Check the plan' },
    });
    expect(owedIn([...OWED_OF, owed], state, bob.id, Date.parse(instantOf('+3m')))).toEqual([]);
  });
});

describe('the product’s own list', () => {
  it('ST79 every command of every capability has a schema in the protocol, except those that only servers send', () => {
    const missing = Object.keys(authorityOf(CAPABILITIES)).filter((type) => !Object.hasOwn(COMMANDS, type));
    const links = ['crew.lose-link', 'crew.restore-link'];
    const others = ['incident.declare', 'crew.join', ...links, 'crew.rename', 'timeline.record-restore'];
    expect(missing.toSorted()).toEqual(others.toSorted());
  });

  it('ST82 every capability that says what people owe is in the list of these, in the order of the capabilities', async () => {
    const files = CAPABILITIES.map(({ name }) => new URL(`../../client/${name}/owed.ts`, import.meta.url));
    const said = await Promise.all(
      files.filter((file) => existsSync(file)).map((file) => import(file.href) as Promise<{ readonly owed: unknown }>),
    );
    expect(OWED_OF).toEqual(said.map(({ owed: says }) => says));
  });
});
