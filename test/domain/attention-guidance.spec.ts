/**
 * Guidance that needs no action: the first five minutes of command, the prompts of a long command, and the digest for a
 * person who returns. Read from rooms that the domain itself made.
 */
import { describe, expect, it } from 'vitest';
import { awayName, FIRST_THINGS, firstSteps } from '../../client/attention/first-command.ts';
import { tirednessFor } from '../../client/attention/tiredness.ts';
import { missed } from '../../client/room/digest.ts';
import { entriesOf } from '../../shared/timeline/entries.ts';
import type { Actor } from '../../shared/envelope.ts';
import {
  ana,
  at,
  bob,
  clock,
  declared,
  given,
  instantOf,
  joins,
  priya,
  sam,
  type Act,
} from '../support/domain/given.ts';

const crew: readonly Act[] = [
  declared(),
  joins('+1s', bob),
  joins('+2s', ana),
  joins('+3s', sam, 'observer'),
  at('+5s', priya, 'crew.assign', { person: bob.id, role: 'deputy' }),
  at('+6s', bob, 'crew.accept', { role: 'deputy' }),
];
const task = at('+1m', priya, 'tasks.assign', { to: ana.id, what: 'Check the replicas', minutes: 5 }, { id: 't1' });

describe('the first five minutes in command', () => {
  it('AN68 only the commander sees them, each is ticked by what was done, and all of it goes when all is done', () => {
    const ticks = (person: Actor, acts: readonly Act[] = []): readonly boolean[] =>
      firstSteps(given(...crew, ...acts).state, person.id, []).map(({ done }) => done);
    expect(ticks(bob)).toEqual([]);
    expect(ticks(priya)).toEqual([false, false]);
    expect(ticks(priya, [task])).toEqual([false, true]);
    expect(ticks(priya, [task, at('+3m', priya, 'incident.set-now', { impact: 'EU cannot pay', seen: 0 })])).toEqual(
      [],
    );
  });

  it('AN69 what was dismissed of the first five minutes does not come back, one by one or all of it', () => {
    const { state } = given(...crew);
    expect(firstSteps(state, priya.id, [awayName('impact')]).map(({ thing }) => thing)).toEqual(['give']);
    expect(firstSteps(state, priya.id, FIRST_THINGS.map(awayName))).toEqual([]);
  });
});

describe('a long command', () => {
  const shown = (person: Actor, when: string, ...acts: readonly Act[]) =>
    tirednessFor(given(...crew, ...acts, at(when, clock, 'clock.ring')).state, person.id, []);

  it('AN70 a long command asks its holder from the first hour on, the deputy at the third, and every responder at the eighth', () => {
    expect(shown(priya, '+1h')).toMatchObject({ step: 'one', own: true });
    expect(shown(bob, '+2h')).toBeNull();
    expect(shown(bob, '+3h')).toMatchObject({ step: 'three', own: false });
    expect(shown(ana, '+3h')).toBeNull();
    expect(shown(ana, '+8h')).toMatchObject({ step: 'eight', own: false });
    expect(shown(sam, '+8h')).toBeNull();
  });

  it('AN71 each prompt of a long command can be dismissed, and none shows while relief is on its way', () => {
    const { state } = given(...crew, at('+2h', clock, 'clock.ring'));
    const two = tirednessFor(state, priya.id, []);
    expect(tirednessFor(state, priya.id, [two?.name ?? ''])).toBeNull();
    expect(shown(priya, '+2h', at('+119m', priya, 'floor.ask-relief'))).toBeNull();
  });
});

describe('who comes back', () => {
  it("AN72 a person who comes back reads command, decisions and their own tasks before anything else; others' tasks and their own acts are left out", () => {
    const { commits } = given(
      ...crew,
      task,
      at('+70s', priya, 'tasks.assign', { to: bob.id, what: 'Call the provider', minutes: 5 }, { id: 't2' }),
      at('+80s', ana, 'tasks.acknowledge', { task: 't1' }),
      at('+90s', priya, 'incident.set-severity', { severity: 1, why: 'All of EU' }),
      at('+2m', priya, 'decisions.propose', { text: 'Drain eu-1' }),
      at('+3m', priya, 'decisions.proceed'),
      at('+4m', bob, 'floor.request'),
      at('+5m', priya, 'tasks.chase', { task: 't1' }),
    );
    const told = missed(commits.slice(crew.length), { you: ana.id, holder: priya.id }, (person) => person);
    expect(told.map(({ about }) => about)).toEqual(['decisions', 'tasks', 'tasks', 'incident']);
    expect(told.filter(({ about }) => about === 'tasks').every(({ text }) => text.includes('Check the replicas'))).toBe(
      true,
    );
  });

  it('AN73 a line that was written offline keeps both its times', () => {
    const history = given(...crew);
    const writtenAt = instantOf('+1m');
    const commit = {
      version: 99,
      at: instantOf('+4m'),
      by: ana.id,
      commandId: 'c',
      salt: '',
      hash: '',
      events: [{ type: 'timeline.said', data: { text: 'db-7 is slow', by: ana.id, writtenAt } }],
    };
    const entry = [...entriesOf([...history.commits, commit], () => '').values()].at(-1);
    expect(entry).toMatchObject({ writtenAt, occurredAt: writtenAt, at: instantOf('+4m') });
    expect([...entriesOf(history.commits, () => '').values()].every((each) => each.writtenAt === null)).toBe(true);
  });
});
