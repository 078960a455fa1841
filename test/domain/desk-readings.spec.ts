/**
 * What the screens of command, of the Now block and of rest read from the room: the walk before taking command, what
 * changed in a brief or the Now block, who a task could go to, and the sentences for people who rest.
 */
import { describe, expect, it } from 'vitest';
import { changesSince, readingOf } from '../../client/incident/now-changes.ts';
import { commandedBy } from '../../client/crew/command-time.ts';
import { BLANK, briefOf, draftOf, edited, lastRuledOut, missing } from '../../client/floor/offer-draft.ts';
import {
  handed,
  missingInWalk,
  readWalk,
  takers,
  ticked,
  keysOfMarked,
  keysOfOwner,
  UNWALKED,
  type WalkDraft,
} from '../../client/floor/walk.ts';
import { COMMANDER_CARD, SEAT_CARDS } from '../../shared/crew/cards.ts';
import { decide } from '../../shared/room.ts';
import { ana, at, bob, declared, given, instantOf, joins, li, priya, sam } from '../support/domain/given.ts';

const task = (when: string, id: string, to: { readonly id: string }, what: string, minutes = 5) =>
  at(when, priya, 'tasks.assign', { to: to.id, what, minutes }, { id });
const [REPLICAS, DRAFT, LATE, OWN, FRESH] = ['t-replicas', 't-draft', 't-late', 't-own', 't-fresh'];

/**
 * Ana has two tasks, one of them late; Li has one; Bob, who is offered command, has one; one more is assigned after the
 * offer.
 */
const desk = given(
  declared(),
  joins('+1s', bob),
  joins('+2s', ana),
  joins('+3s', li),
  joins('+4s', sam),
  task('+1m', LATE, ana, 'check the replicas', 3),
  at('+61s', ana, 'tasks.acknowledge', { task: LATE }),
  task('+2m', REPLICAS, ana, 'drain eu-1', 20),
  at('+121s', ana, 'tasks.acknowledge', { task: REPLICAS }),
  task('+3m', DRAFT, li, 'draft the status page'),
  task('+4m', OWN, bob, 'roll back 812', 20),
  at('+241s', bob, 'tasks.acknowledge', { task: OWN }),
  at('+6m', priya, 'floor.offer', { to: bob.id, brief: { trend: 'better', ifThen: ['none'] } }, { id: 'offer' }),
  task('+7m', FRESH, sam, 'call the provider'),
);
const room = desk.state;
const offer = room.floor.offer;
if (offer === null) throw new Error('no offer');
const now = Date.parse(instantOf('+8m'));
const walk = readWalk(room.tasks, offer, now);
const name = (person: string): string => room.crew.members[person]?.name ?? person;
const passOn: WalkDraft = { ...UNWALKED, fates: { [OWN]: { how: 'pass-on', to: li.id } } };

describe('the walk before command is taken', () => {
  it('FL80 before taking command the receiver ticks each owner on time and each overdue or blocked task, decides on their own tasks, and sees new ones without a tick', () => {
    expect(walk.owners.map(({ owner, tasks }) => [owner, tasks.map(({ id }) => id)])).toEqual([
      [ana.id, [REPLICAS]],
      [li.id, [DRAFT]],
    ]);
    expect(walk.marked.map(({ id }) => id)).toEqual([LATE]);
    expect(walk.mine.map(({ id }) => id)).toEqual([OWN]);
    expect(walk.fresh.map(({ id }) => id)).toEqual([FRESH]);
  });

  it("FL81 says at the button what is still missing, the receiver's own task first", () => {
    expect(missingInWalk(walk, UNWALKED, name)).toContain('roll back 812');
    expect(missingInWalk(walk, { ...passOn, fates: { [OWN]: { how: 'keep', why: ' ' } } }, name)).toContain(
      'roll back 812',
    );
    expect(missingInWalk(walk, passOn, name)).toBe('Review and tick: check the replicas, Ana S, Li W.');
    const all = [keysOfMarked, (each: (typeof walk.marked)[number]) => keysOfOwner([each])];
    const done = [...walk.marked, ...walk.owners.flatMap(({ tasks }) => tasks)].reduce<WalkDraft>(
      (draft, each) => all.reduce((one, keys) => ticked(one, keys(each)), draft),
      passOn,
    );
    expect(missingInWalk(walk, done, name)).toBeNull();
  });

  it('FL82 a task that runs late after its owner was ticked asks for a tick of its own', () => {
    const draft = ticked(
      ticked(ticked(passOn, keysOfOwner(walk.owners[0]?.tasks ?? [])), keysOfOwner(walk.owners[1]?.tasks ?? [])),
      keysOfMarked(walk.marked[0] as never),
    );
    expect(missingInWalk(walk, draft, name)).toBeNull();
    const later = readWalk(room.tasks, offer, Date.parse(instantOf('+23m')));
    expect(missingInWalk(later, draft, name)).toContain('drain eu-1');
  });

  it('FL83 what was ticked and decided is what the domain takes', () => {
    const owners = walk.owners.reduce<WalkDraft>((draft, { tasks }) => ticked(draft, keysOfOwner(tasks)), passOn);
    const draft = ticked(owners, keysOfMarked(walk.marked[0] as never));
    const data = { offerId: offer.id, readBack: 'check the replicas with Ana', ...handed(walk, draft) };
    expect(data).toMatchObject({ taken: [REPLICAS, DRAFT, LATE], passedOn: [{ taskId: OWN, to: li.id }] });
    const verdict = decide(
      room,
      { id: 'accept', type: 'floor.accept', data },
      { now: instantOf('+8m'), actor: bob, commandId: 'accept', version: 99, commits: new Map() },
    );
    expect(verdict).toMatchObject({ ok: true });
    expect(handed(walk, ticked(draft, keysOfMarked(walk.marked[0] as never)))).toMatchObject({
      taken: [REPLICAS, DRAFT],
    });
  });

  it("FL84 for a person's own task the screen suggests the person who is here with the least to do, and the giver of command last", () => {
    expect(takers(room, bob.id, () => true)).toEqual([li.id, sam.id, ana.id, priya.id]);
    expect(takers(room, bob.id, (person) => person === ana.id)).toEqual([ana.id, li.id, sam.id, priya.id]);
  });
});

describe('the brief', () => {
  it('FL85 carries what was ruled out, filled in from the brief before, and sends only the fields that were edited', () => {
    const draft = { ...BLANK, to: bob.id, trend: 'steady', ifThen: 'p99 up: fail over' } as const;
    const first = briefOf(draft, { impact: '', plan: 'roll back', ruledOut: 'not the network' });
    expect(first).toEqual({
      trend: 'steady',
      ifThen: ['p99 up: fail over'],
      plan: 'roll back',
      ruledOut: ['not the network'],
    });
    const second = briefOf({ ...draftOf(first), plan: 'drain eu-1' }, { impact: '', plan: '' });
    expect(edited(first, second)).toEqual({ plan: 'drain eu-1' });
    expect(edited(first, briefOf({ ...draftOf(first), ruledOut: '' }, { impact: '', plan: '' }))).toEqual({
      ruledOut: [],
    });
    expect(edited(first, briefOf(draftOf(first), { impact: '', plan: '' }))).toEqual({});
    const chain = [
      { epoch: 1, holder: priya.id, since: instantOf('+0s'), until: null, how: 'accepted', brief: first },
    ] as const;
    expect(lastRuledOut({ ...room, floor: { ...room.floor, chain } })).toBe('not the network');
    expect(missing({ ...draft, ruledOut: Array.from({ length: 21 }, () => 'x').join('\n') })).toMatch(
      /20 ruled-out lines/,
    );
  });
});

describe('the Now block', () => {
  const writes = (when: string, who: typeof priya, data: object) =>
    at(when, who, 'incident.set-now', { seen: 99, ...data });
  const before = given(
    declared(),
    joins('+1s', bob),
    at('+2s', priya, 'crew.assign', { person: bob.id, role: 'deputy' }),
    at('+3s', bob, 'crew.accept', { role: 'deputy' }),
    writes('+1m', priya, { impact: 'EU payments fail', plan: 'roll back 812' }),
  ).state.incident.now;
  const later = given(
    declared(),
    joins('+1s', bob),
    at('+2s', priya, 'crew.assign', { person: bob.id, role: 'deputy' }),
    at('+3s', bob, 'crew.accept', { role: 'deputy' }),
    writes('+1m', priya, { impact: 'EU payments fail', plan: 'roll back 812' }),
    writes('+2m', bob, { plan: 'drain eu-1' }),
    writes('+3m', priya, { exitCriteria: [{ id: 'c', text: 'errors under 1 %', met: true }] }),
  ).state.incident.now;

  it('IN80 a person who comes back to the Now block reads each changed field as it was and as it is, and who wrote it', () => {
    const read = readingOf(before);
    expect(
      changesSince(later, read, 'p-somebody').map(({ field, before: was, after, by }) => [field, was, after, by]),
    ).toEqual([
      ['plan', 'roll back 812', 'drain eu-1', bob.id],
      ['exitCriteria', '', '✓ errors under 1 %', priya.id],
    ]);
    expect(changesSince(later, readingOf(later), 'p-somebody')).toEqual([]);
  });

  it('IN81 people are not told of what they wrote in the Now block themselves, nor of anything at their first look', () => {
    expect(changesSince(later, readingOf(before), priya.id).map(({ field }) => field)).toEqual(['plan']);
    expect(changesSince(later, null, bob.id)).toEqual([]);
  });
});

describe('people who rest, and cards', () => {
  it('FL86 a person who goes to rest is thanked with the time of their last command and of all of it', () => {
    const link = {
      epoch: 1,
      holder: bob.id,
      how: 'accepted',
      since: instantOf('+0m'),
      until: instantOf('+30m'),
    } as const;
    const chain = [
      link,
      { ...link, epoch: 2, holder: ana.id, since: instantOf('+30m'), until: instantOf('+1h') },
      { ...link, epoch: 3, since: instantOf('+1h'), until: instantOf('+2h') },
    ];
    const long = { ...room, floor: { ...room.floor, chain } };
    expect(commandedBy(long, ana.id, instantOf('+3h'))).toEqual({ inARow: 1800, inAll: 1800 });
    expect(commandedBy(long, bob.id, instantOf('+3h'))).toEqual({ inARow: 3600, inAll: 5400 });
    expect(commandedBy(long, li.id, instantOf('+3h'))).toBeNull();
  });

  it('FL87 every card says what you do, what you do not, and words that can be read out as they are', () => {
    for (const { title, you, youDoNot, say } of [COMMANDER_CARD, ...Object.values(SEAT_CARDS)]) {
      expect(
        [you.length, youDoNot.length, say.length].every((count) => count >= 2),
        title,
      ).toBe(true);
      expect(
        say.filter((line) => !/^“.+”$/.test(line)),
        title,
      ).toEqual([]);
    }
  });
});
