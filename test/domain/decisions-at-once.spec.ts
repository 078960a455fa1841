/** Decisions that don't wait: made at once without asking, or early because everyone online has responded. */
import { describe, expect, it } from 'vitest';
import { sentences } from '../../shared/decisions/sentences.ts';
import { ana, at, bob, declared, given, joins, li, priya, sam, type Act } from '../support/domain/given.ts';

const name = (person: string): string => ({ [priya.id]: 'Priya N', [bob.id]: 'Bob L' })[person] ?? person;
/** Bob and Ana respond, Li is in the room but offline, Sam watches. */
const room = [
  declared({ severity: 4 }),
  joins('+1s', bob),
  joins('+2s', ana),
  joins('+3s', li),
  joins('+4s', sam, 'observer'),
];
const ONLINE = [priya.id, bob.id, ana.id, sam.id];
const decides = (when: string, more: Partial<Act> = {}): Act =>
  at(when, priya, 'decisions.decide', { text: 'Roll back 812' }, { id: 'd-9', ...more });
const proposes = (data: object = {}): Act =>
  at('+1m', priya, 'decisions.propose', { text: 'Drain eu-1', ...data }, { id: 'd-1' });
const hears = (when: string, actor = bob): Act => at(when, actor, 'decisions.hear');
const proceeds = (when: string, here: readonly string[] | undefined = ONLINE, data: object = {}): Act =>
  at(when, priya, 'decisions.proceed', data, { here });

describe('deciding at once', () => {
  it('DE32 the commander decides at once without asking anyone, and the log says that no one was asked', () => {
    const { after, events } = given(...room)
      .when(decides('+1m'))
      .then({ type: 'decisions.decided', data: { id: 'd-9', by: priya.id, text: 'Roll back 812' } }, 'floor.confirmed');
    expect(after.decisions.made).toMatchObject([
      { id: 'd-9', outcome: 'decided', by: priya.id, objections: [], missing: [] },
    ]);
    expect(sentences['decisions.decided'](events[0]?.data as never, name)).toBe(
      'Priya N decided without asking: Roll back 812',
    );
  });

  it('DE33 no one but the commander decides at once, with the present epoch, and it leaves an open proposal open', () => {
    given(...room)
      .when(at('+1m', bob, 'decisions.decide', { text: 'Roll back 812' }))
      .isRefused('floor.not-yours');
    given(...room)
      .when(decides('+1m', { epoch: 0 }))
      .isRefused('floor.stale-epoch');
    const { decisions } = given(...room, proposes())
      .when(decides('+70s'))
      .then('decisions.decided').after;
    expect(decisions.running?.text).toBe('Drain eu-1');
    expect(decisions.made.map(({ text }) => text)).toEqual(['Roll back 812']);
  });
});

describe('proceeding early', () => {
  it('DE34 before time is up the commander proceeds once every responder who is online has responded, and the log says so', () => {
    given(...room, proposes(), hears('+61s'))
      .when(proceeds('+62s'))
      .isRefused('decisions.window-open');
    const { events } = given(...room, proposes(), hears('+61s'), hears('+62s', ana))
      .when(proceeds('+63s'))
      .then({ type: 'decisions.proceeded', data: { early: true, text: 'Drain eu-1' } });
    expect(sentences['decisions.proceeded'](events[0]?.data as never, name)).toBe(
      'Priya N decided: Drain eu-1. Everyone online had responded.',
    );
    const objected = [...room, proposes(), hears('+61s'), at('+62s', ana, 'decisions.object', { why: 'not tested' })];
    given(...objected)
      .when(proceeds('+63s'))
      .isRefused('decisions.reason-needed');
    given(...objected)
      .when(proceeds('+63s', ONLINE, { why: 'we can undo it' }))
      .then({ type: 'decisions.proceeded', data: { early: true, objections: [{ by: ana.id, why: 'not tested' }] } });
    const late = given(...room, proposes(), hears('+61s'), hears('+62s', ana)).when(proceeds('+2m'));
    expect(late.events.at(-1)?.data).not.toHaveProperty('early');
  });

  it('DE35 only responders who are online are waited for; a go/no-go waits for its roles, and unknown presence for time', () => {
    const shadowed = [...room, joins('+5s', { ...sam, id: 'p-shadow' }, 'shadow'), proposes(), hears('+61s')];
    given(...shadowed)
      .when(proceeds('+62s', [priya.id, bob.id, sam.id, 'p-shadow', 'p-stranger']))
      .then('decisions.proceeded');
    given(...shadowed, at('+61s', priya, 'decisions.amend', { text: 'Drain half of eu-1' }))
      .when(proceeds('+62s', [priya.id, bob.id]))
      .isRefused('decisions.window-open');
    given(...shadowed)
      .when({ ...proceeds('+62s'), here: undefined })
      .isRefused('decisions.window-open');
    given(...room, proposes({ stations: ['deputy'] }))
      .when(proceeds('+62s', [priya.id], { why: 'nobody is there' }))
      .isRefused('decisions.window-open');
  });
});
