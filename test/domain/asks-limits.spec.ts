/**
 * Limits of the commander's queue: no one gets ahead by asking repeatedly, no one answers their own question, and
 * nothing leaves the queue by being forwarded to the commander.
 */
import { describe, expect, it } from 'vitest';
import { explain } from '../../shared/refusals.ts';
import { ana, at, bob, declared, given, instantOf, joins, priya, sam, type Act } from '../support/domain/given.ts';

const name = (person: string): string => (person === priya.id ? 'Priya N' : person);
const room = [declared({ severity: 4 }), joins('+1s', bob), joins('+2s', ana), joins('+3s', sam, 'observer')];
const deputy = [
  at('+20s', priya, 'crew.assign', { person: ana.id, role: 'deputy' }),
  at('+21s', ana, 'crew.accept', { role: 'deputy' }),
];
const asks = (when: string, by = sam, id = 'a-1'): Act =>
  at(when, by, 'asks.ask', { kind: 'decision', text: 'May we tell the press?' }, { id });
const answers = (when: string, by: typeof ana, data: object): Act =>
  at(when, by, 'asks.answer', { ask: 'a-1', ...data });

describe('asking again and again', () => {
  const six = [1, 2, 3, 4, 5, 6].flatMap((n) => [
    asks(`+${n}m`, sam, `a-${n}`),
    at(`+${n}m`, sam, 'asks.withdraw', { ask: `a-${n}` }),
  ]);
  it('AK90 one person asks the commander at most six times within ten minutes, withdrawn questions included', () => {
    const refused = given(...room, ...six)
      .when(asks('+7m', sam, 'a-7'))
      .isRefused('asks.too-many', { most: 6, by: sam.id, until: instantOf('+11m') });
    expect(explain(refused, name)).toContain('Ask again after 03:11 UTC');
    given(...room, ...six)
      .when(asks('+10.999m', sam, 'a-7'))
      .isRefused('asks.too-many');
    given(...room, ...six)
      .when(asks('+11m', sam, 'a-7'))
      .then('asks.asked');
    given(...room, ...six)
      .when(asks('+7m', bob, 'a-7'))
      .then('asks.asked');
  });
});

describe('who answers what', () => {
  it('AK91 no one answers their own question by a role; a person who has since taken command does', () => {
    const own = [...room, ...deputy, asks('+1m', ana)];
    const refused = given(...own)
      .when(answers('+2m', ana, { how: 'now', text: 'Yes' }))
      .isRefused('asks.not-yours-to-answer', { own: true });
    expect(explain(refused, name)).toContain('You asked this');
    const commands = [
      at('+2m', priya, 'floor.offer', { to: ana.id, brief: { trend: 'steady', ifThen: ['none'] } }, { id: 'o-1' }),
      at('+3m', ana, 'floor.accept', { offerId: 'o-1', readBack: 'Call the vendor', taken: [] }),
    ];
    given(...own, ...commands)
      .when(answers('+4m', ana, { how: 'now', text: 'Yes' }))
      .then('asks.answered');
  });
  it('AK93 what was forwarded to a person who then gains command waits in the queue again', () => {
    const handed = [
      ...room,
      asks('+1m'),
      answers('+2m', priya, { how: 'handed', to: bob.id }),
      at('+3m', priya, 'floor.offer', { to: bob.id, brief: { trend: 'steady', ifThen: ['none'] } }, { id: 'o-1' }),
    ];
    const { after, events } = given(...handed).when(
      at('+4m', bob, 'floor.accept', { offerId: 'o-1', readBack: 'Call the vendor', taken: [] }),
    );
    expect(events.map(({ type }) => type)).toContain('asks.returned');
    expect(after.asks.open).toMatchObject([{ id: 'a-1', status: 'waiting', handedTo: null }]);
  });

  it('AK92 a question is not forwarded to the commander, whose queue it is in', () => {
    const refused = given(...room, ...deputy, asks('+1m'))
      .when(answers('+2m', ana, { how: 'handed', to: priya.id }))
      .isRefused('asks.cannot-answer', { holder: priya.id });
    expect(explain(refused, name)).toContain('Priya N has command');
  });
});
