/**
 * Sub-teams: forming, leading, changing, reminders and dissolving; and the span of control, which they reduce. The
 * rooms are SEV4, so that only teams have deadlines in them.
 */
import { describe, expect, it } from 'vitest';
import { sentences } from '../../shared/teams/sentences.ts';
import { reportsTo, span, SPAN_AIM, SPAN_PROMPT, SPAN_SPLIT, type SeesSpan } from '../../shared/teams/span.ts';
import { due, evolve, type RoomState } from '../../shared/room.ts';
import {
  admin,
  ana,
  at,
  bob,
  clock,
  declared,
  given,
  instantOf,
  joins,
  li,
  losesLink,
  POLICY,
  priya,
  rings,
  sam,
  type Act,
} from '../support/domain/given.ts';
import type { Actor } from '../../shared/envelope.ts';

const goal = 'Replicas back';
const room = [
  declared({ severity: 4 }),
  joins('+1s', ana),
  joins('+2s', bob),
  joins('+3s', li),
  joins('+4s', sam),
  at('+5s', priya, 'floor.confirm'),
];
const forms = (when: string, data: object = {}, id = 't-1'): Act =>
  at(
    when,
    priya,
    'teams.form',
    { name: 'Database', leader: ana.id, goal, minutes: 30, members: [bob.id], ...data },
    { id },
  );
const formed = [...room, forms('+1m')];
const second = (when: string, data: object = {}): Act =>
  forms(when, { name: 'Network', leader: li.id, members: [sam.id], ...data }, 't-2');
const both = [...formed, second('+2m')];
const change = (type: string, data: object, by: Actor = priya, more: Partial<Act> = {}): Act =>
  at('+3m', by, type, { team: 't-1', ...data }, more);
const team = (state: RoomState, id = 't-1') => state.teams.teams.find((each) => each.id === id);

describe('forming', () => {
  it('TM1 the commander forms a sub-team with a name, a lead, a goal, a time and members', () => {
    given(...room)
      .when(forms('+1m', { members: [bob.id, bob.id] }))
      .then({
        type: 'teams.formed',
        data: { id: 't-1', name: 'Database', leader: ana.id, goal, until: instantOf('+31m'), members: [bob.id] },
      });
    expect(team(given(...formed).state)).toMatchObject({
      leader: ana.id,
      members: [bob.id],
      formedAt: instantOf('+1m'),
      rung: false,
    });
  });

  it('TM2 no one but the commander forms a team, names its lead or dissolves it, and not with an old epoch', () => {
    for (const [type, data] of [
      ['teams.form', forms('+1m').data],
      ['teams.lead', { team: 't-1', leader: li.id }],
      ['teams.dissolve', { team: 't-1' }],
    ] as const) {
      given(...formed)
        .when(at('+2m', ana, type, data))
        .isRefused('floor.not-yours', { holder: priya.id });
      given(...formed)
        .when(at('+2m', priya, type, data, { epoch: 0 }))
        .isRefused('floor.stale-epoch');
    }
  });

  it('TM3 two standing teams never have the same name, however it is written', () => {
    given(...formed)
      .when(forms('+2m', { name: 'dataBASE', leader: li.id, members: [] }, 't-2'))
      .isRefused('teams.name-taken', { name: 'Database', team: 't-1' });
    given(...formed, change('teams.dissolve', {}))
      .when(forms('+4m'))
      .then('teams.formed');
  });

  it('TM4 a team is led by a responder who does not have command', () => {
    for (const [leader, because] of [
      [priya, 'commands'],
      [admin, 'no-responder'],
    ] as const) {
      given(...room)
        .when(forms('+1m', { leader: leader.id }))
        .isRefused('teams.cannot-lead', { person: leader.id, because });
      given(...formed)
        .when(change('teams.lead', { leader: leader.id }))
        .isRefused('teams.cannot-lead', { because });
    }
    given(...room, at('+30s', priya, 'crew.admit', { person: ana.id, as: 'shadow' }))
      .when(forms('+1m'))
      .isRefused('teams.cannot-lead');
  });

  it('TM5 the members of a team are responders, neither the commander nor its own lead', () => {
    for (const [person, because] of [
      [priya, 'commands'],
      [ana, 'leads'],
      [admin, 'no-responder'],
    ] as const) {
      given(...room)
        .when(forms('+1m', { members: [bob.id, person.id] }))
        .isRefused('teams.cannot-join', { person: person.id, because });
    }
    given(...formed)
      .when(change('teams.add', { person: priya.id }))
      .isRefused('teams.cannot-join', { because: 'commands' });
    given(...formed)
      .when(change('teams.add', { person: admin.id }))
      .isRefused('teams.cannot-join', { because: 'no-responder' });
  });

  it('TM6 there are at most twenty teams at the same time', () => {
    const people = Array.from({ length: 21 }, (_, index): Actor => ({ ...sam, id: `p-${index}`, name: `P ${index}` }));
    const leads = ({ id }: Actor): Act => forms('+2m', { name: `Team ${id}`, leader: id, members: [] }, `t-${id}`);
    const full = given(
      declared({ severity: 4 }),
      ...people.map((person) => joins('+1m', person)),
      ...people.slice(0, 20).map(leads),
    );
    full.when(leads(people[20] as Actor)).isRefused('teams.too-many', { most: 20 });
  });
});

describe('one team each', () => {
  it('TM7 a person who moves to another team leaves the former one in the same commit; when a team loses its lead that way, the commander is told', () => {
    given(...formed)
      .when(second('+2m', { leader: bob.id, members: [ana.id] }))
      .then(
        { type: 'teams.removed', data: { team: 't-1', person: bob.id, cause: 'moved' } },
        { type: 'teams.leader-left', data: { team: 't-1', leader: ana.id, cause: 'moved', to: [priya.id] } },
        'teams.formed',
      );
    given(...both)
      .when(change('teams.add', { person: sam.id }))
      .then(
        { type: 'teams.removed', data: { team: 't-2', cause: 'moved' } },
        { type: 'teams.added', data: { person: sam.id } },
      );
    const { after } = given(...both).when(change('teams.lead', { leader: li.id }));
    expect(after.teams.teams).toMatchObject([
      { leader: li.id, members: [bob.id, ana.id] },
      { leader: null, members: [sam.id] },
    ]);
  });

  it('TM24 a lead takes no one out of another team; the commander does', () => {
    given(...both)
      .when(change('teams.add', { person: sam.id }, ana))
      .isRefused('teams.cannot-join', { because: 'elsewhere' });
    given(...both)
      .when(change('teams.add', { person: li.id }, ana))
      .isRefused('teams.cannot-join', { because: 'elsewhere' });
  });

  it('TM8 no one is put twice into the same team', () => {
    given(...formed)
      .when(change('teams.add', { person: bob.id }))
      .isRefused('teams.already-in', { person: bob.id, leads: false });
    given(...formed)
      .when(change('teams.add', { person: ana.id }))
      .isRefused('teams.already-in', { leads: true });
    given(...formed)
      .when(change('teams.lead', { leader: ana.id }))
      .isRefused('teams.already-in', { leads: true });
  });
});

describe('changing', () => {
  it("TM9 a team's lead and the commander add and remove people and set its goal and time; no one else does", () => {
    for (const [type, data, event] of [
      ['teams.add', { person: li.id }, 'teams.added'],
      ['teams.remove', { person: bob.id }, 'teams.removed'],
      ['teams.set-goal', { goal: 'Failover', minutes: 5 }, 'teams.goal-set'],
    ] as const) {
      given(...formed)
        .when(change(type, data))
        .then(event);
      given(...formed)
        .when(change(type, data, ana, { epoch: null }))
        .then(event);
      given(...formed)
        .when(change(type, data, li))
        .isRefused('teams.not-yours', { name: 'Database', leader: ana.id, holder: priya.id });
      given(...formed)
        .when(change(type, data, priya, { epoch: 0 }))
        .isRefused('floor.stale-epoch');
      given(...formed)
        .when(change(type, data, priya, { epoch: null }))
        .isRefused('floor.epoch-missing');
    }
  });

  it('TM10 a member may always leave a team; a lead goes when the commander names another', () => {
    given(...formed)
      .when(change('teams.remove', { person: bob.id }, bob))
      .then({ type: 'teams.removed', data: { person: bob.id, cause: 'asked' } });
    given(...formed)
      .when(change('teams.remove', { person: ana.id }, ana))
      .isRefused('teams.not-in', { person: ana.id, leads: true });
    given(...formed)
      .when(change('teams.remove', { person: li.id }, li))
      .isRefused('teams.not-in', { person: li.id, leads: false });
  });

  it('TM11 when someone else takes the lead, the former lead stays in the team', () => {
    const led = given(...formed).when(change('teams.lead', { leader: bob.id }));
    led.then({ type: 'teams.led', data: { leader: bob.id, former: ana.id } });
    expect(team(led.after)).toMatchObject({ leader: bob.id, members: [ana.id] });
    const fresh = given(...formed).when(change('teams.lead', { leader: li.id })).after;
    expect(team(fresh)).toMatchObject({ leader: li.id, members: [bob.id, ana.id] });
  });

  it('TM12 a dissolved team is gone, and the reason is on the record', () => {
    const dissolved = [...formed, change('teams.dissolve', { why: 'Replicas are back' })];
    given(...formed)
      .when(dissolved.at(-1) as Act)
      .then({ type: 'teams.dissolved', data: { name: 'Database', cause: 'asked', why: 'Replicas are back' } });
    given(...dissolved)
      .when(change('teams.add', { person: li.id }))
      .isRefused('teams.no-such-team', { team: 't-1' });
  });
});

describe('its time', () => {
  it("TM13 when a team's time is over, its lead and the commander are told, once", () => {
    given(...formed)
      .when(rings('+30m'))
      .changesNothing();
    const over = given(...formed)
      .when(rings('+31m'))
      .then({ type: 'teams.due', data: { team: 't-1', goal, to: [ana.id, priya.id] } });
    expect(due(over.after)).toBe(instantOf('+1h'));
    given(...formed, rings('+31m'))
      .when(rings('+32m'))
      .changesNothing();
  });

  it('TM14 a new time for a team counts from the moment it is set, and ends with a reminder again', () => {
    const longer = [
      ...formed,
      rings('+31m'),
      at('+33m', ana, 'teams.set-goal', { team: 't-1', goal: 'Failover', minutes: 10 }),
    ];
    given(...longer)
      .when(rings('+42m'))
      .changesNothing();
    given(...longer)
      .when(rings('+43m'))
      .then({ type: 'teams.due', data: { goal: 'Failover' } });
  });

  it('TM15 teams whose times ended while nothing ran are all told at once; without a lead, only the commander is told', () => {
    const leaderless = [...both, at('+3m', priya, 'crew.remove', { person: ana.id, why: 'off shift' })];
    given(...leaderless)
      .when(rings('+50m'))
      .then(
        { type: 'teams.due', data: { team: 't-1', to: [priya.id] } },
        { type: 'teams.due', data: { team: 't-2', to: [li.id, priya.id] } },
      );
  });
});

describe('leaving without being asked', () => {
  it('TM16 a person who is no longer a responder leaves their team in the same commit', () => {
    given(...formed)
      .when(at('+2m', priya, 'crew.remove', { person: bob.id, why: 'off shift' }))
      .then('crew.removed', { type: 'teams.removed', data: { person: bob.id, cause: 'left' } });
    given(...formed)
      .when(at('+2m', priya, 'crew.admit', { person: ana.id, as: 'observer' }))
      .then('crew.admitted', { type: 'teams.leader-left', data: { leader: ana.id, cause: 'left', to: [priya.id] } });
    given(...formed)
      .when(at('+2m', admin, 'crew.remove', { person: ana.id, why: 'off shift' }))
      .then('crew.removed', 'teams.leader-left');
  });

  it('TM17 a person who gains command leaves their team in the same commit, whichever way command came', () => {
    const brief = { trend: 'steady', ifThen: ['none'] };
    const offered = [...formed, at('+2m', priya, 'floor.offer', { to: bob.id, brief }, { id: 'o-1' })];
    const accepted = given(...offered).when(
      at('+3m', bob, 'floor.accept', { offerId: 'o-1', readBack: 'Call the database team', taken: [] }),
    );
    expect(accepted.events.at(-1)).toMatchObject({
      type: 'teams.removed',
      data: { person: bob.id, cause: 'commands' },
    });
    const assumed = given(...formed, losesLink('+2m', priya)).when(at('+8m', ana, 'floor.assume', { why: 'Gone' }));
    expect(assumed.events.at(-1)).toMatchObject({
      type: 'teams.leader-left',
      data: { leader: ana.id, cause: 'commands', to: [ana.id] },
    });
    const open = [
      declared({ severity: 4, policy: { ...POLICY, firstCommand: 'trained' } }),
      joins('+1s', ana),
      joins('+2s', bob),
      joins('+3s', li),
    ];
    // Forming confirms, so the team comes from an older log of a room whose commander had not confirmed.
    const provisional = given(...open);
    provisional.append(at('+1m', clock, 'clock.ring'), [
      {
        type: 'teams.formed',
        data: { id: 't-1', name: 'Database', leader: ana.id, goal, until: instantOf('+31m'), members: [bob.id] },
      },
    ]);
    const taken = provisional.when(at('+2m', bob, 'floor.take'));
    expect(taken.events.at(-1)).toMatchObject({ type: 'teams.removed', data: { person: bob.id, cause: 'commands' } });
    expect(team(taken.after)).toMatchObject({ leader: ana.id, members: [] });
  });

  it('TM18 closing dissolves every team, and a reopened incident begins without any', () => {
    const closed = given(...both).when(at('+3m', priya, 'incident.close', {}));
    expect(closed.events.filter(({ type }) => type === 'teams.dissolved').map(({ data }) => data)).toEqual([
      { team: 't-1', name: 'Database', cause: 'closed' },
      { team: 't-2', name: 'Network', cause: 'closed' },
    ]);
    expect(due(closed.after)).toBeNull();
    expect(
      given(...both, at('+3m', priya, 'incident.close', {}), at('+4m', ana, 'incident.reopen', { why: 'back again' }))
        .state.teams.teams,
    ).toEqual([]);
  });
});

describe('the span of control', () => {
  const withTasks = (state: RoomState, ...tasks: SeesSpan['tasks']['tasks']): SeesSpan => ({
    ...state,
    tasks: { tasks },
  });
  const seat = (person: Actor, role: string): Act[] => [
    at('+10s', priya, 'crew.assign', { person: person.id, role }),
    at('+11s', person, 'crew.accept', { role }),
  ];
  const off = (person: Actor, availability: string): Act =>
    at('+4m', person, 'crew.set-availability', { availability });

  it('TM19 a person with a role, an open task or a team to lead reports straight to the commander; five such people are the aim, six ask for a look, eight for a split', () => {
    const { state } = given(
      ...room,
      ...seat(bob, 'scribe'),
      at('+20s', priya, 'crew.assign', { person: sam.id, role: 'deputy' }),
      forms('+1m', { members: [] }),
    );
    expect(span(withTasks(state))).toEqual([ana.id, bob.id]);
    expect(
      span(
        withTasks(
          state,
          { owner: li.id, status: 'blocked' },
          { owner: sam.id, status: 'done' },
          { owner: priya.id, status: 'offered' },
        ),
      ),
    ).toEqual([ana.id, bob.id, li.id]);
    expect([SPAN_AIM, SPAN_PROMPT, SPAN_SPLIT]).toEqual([5, 6, 8]);
  });

  it('TM20 members of a led team report to their lead; while no one leads it, they report to the commander', () => {
    const { state } = given(...formed, ...seat(bob, 'scribe'));
    const busy = withTasks(state, { owner: bob.id, status: 'acknowledged' });
    expect(span(busy)).toEqual([ana.id]);
    expect([ana, bob, li, priya, admin].map(({ id }) => reportsTo(busy, id))).toEqual([
      priya.id,
      ana.id,
      priya.id,
      null,
      null,
    ]);
    const leaderless = given(...formed, at('+2m', priya, 'crew.remove', { person: ana.id, why: 'off shift' })).state;
    expect(span(withTasks(leaderless))).toEqual([bob.id]);
    expect(reportsTo(leaderless, bob.id)).toBe(priya.id);
  });

  it('TM21 a person who is away or rests counts for the span of control only as long as a task of theirs is open', () => {
    const { state } = given(...formed, ...seat(li, 'scribe'), off(ana, 'resting'), off(li, 'away'));
    expect(span(withTasks(state))).toEqual([]);
    expect(span(withTasks(state, { owner: li.id, status: 'offered' }, { owner: ana.id, status: 'declined' }))).toEqual([
      li.id,
    ]);
  });

  it('TM22 nine who report to the commander become four when six of them are a team with a lead', () => {
    const people = Array.from({ length: 9 }, (_, index): Actor => ({ ...sam, id: `p-${index}`, name: `P ${index}` }));
    const tasks = people.map(({ id }) => ({ owner: id, status: 'acknowledged' as const }));
    const crowd = [declared({ severity: 4 }), ...people.map((person) => joins('+1s', person))];
    expect(span(withTasks(given(...crowd).state, ...tasks))).toHaveLength(9);
    const split = forms('+1m', { leader: 'p-0', members: people.slice(1, 6).map(({ id }) => id) });
    expect(span(withTasks(given(...crowd, split).state, ...tasks))).toEqual(['p-0', 'p-6', 'p-7', 'p-8']);
    expect(span(withTasks(given(...crowd, at('+1m', priya, 'incident.close', {})).state, ...tasks))).toEqual([]);
  });
});

it('TM23 what happened to a team is told in plain sentences, and folds the same from its log', () => {
  const name = (person: string): string =>
    ({ [ana.id]: 'Ana S', [bob.id]: 'Bob L', [li.id]: 'Li W' })[person] ?? person;
  expect(
    sentences['teams.formed'](
      { id: 't-1', name: 'Database', leader: ana.id, goal, until: instantOf('+31m'), members: [bob.id, li.id] },
      name,
    ),
  ).toBe('Team Database formed. Ana S leads, with Bob L and Li W. Goal by 03:31 UTC: Replicas back.');
  expect(sentences['teams.led']({ team: 't-1', name: 'Database', leader: bob.id, former: ana.id }, name)).toBe(
    'Bob L now leads team Database. Ana S stays on the team.',
  );
  expect(sentences['teams.removed']({ team: 't-1', name: 'Database', person: bob.id, cause: 'moved' }, name)).toBe(
    'Bob L is no longer on team Database and is now on another team.',
  );
  const history = given(...both, change('teams.lead', { leader: bob.id }));
  expect(history.commits.reduce(evolve, given().state)).toEqual(history.state);
});
