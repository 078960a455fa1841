/**
 * Who belongs to a room and as what, which role they have, and what happens to both when people join, leave and change.
 */
import { describe, it, expect } from 'vitest';
import { explain } from '../../shared/refusals.ts';
import { mayRead } from '../../shared/room.ts';
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
  priya,
  sam,
  type Act,
} from '../support/domain/given.ts';

// A SEV4 has no update rhythm, so nothing but the crew's own acts happens in these rooms.
const room = [
  declared({ severity: 4 }),
  at('+1s', priya, 'floor.confirm'),
  joins('+10s', bob),
  joins('+20s', ana),
  joins('+21s', sam, 'shadow'),
  joins('+22s', li, 'observer'),
];
const assigns = (when: string, who: { id: string }, role: string, area?: string): Act =>
  at(when, priya, 'crew.assign', { person: who.id, role, area });
const accepts = (when: string, by: typeof bob, role: string): Act => at(when, by, 'crew.accept', { role });
const seatsBob = (role: string): Act[] => [assigns('+30s', bob, role), accepts('+31s', bob, role)];

describe('coming in', () => {
  it('CR1 the declarer is a responder from the first commit, by name', () => {
    expect(given(declared()).state.crew.members[priya.id]).toMatchObject({
      name: 'Priya N',
      as: 'responder',
      removedAt: null,
    });
  });
  it('CR2 a first act brings its actor in, in the same commit; without an arrival they enter first', () => {
    given(declared({ severity: 4 }))
      .when(at('+5s', bob, 'timeline.say', { text: 'hi' }, { arrival: { as: 'responder' } }))
      .then('crew.joined', 'timeline.said');
    given(declared({ severity: 4 }))
      .when(at('+5s', bob, 'timeline.say', { text: 'hi' }))
      .isRefused('crew.enter-first');
  });
  it('CR3 a person joins once, and not again after being removed', () => {
    given(...room)
      .when(joins('+30s', bob))
      .isRefused('crew.already-in');
    given(...room, at('+30s', priya, 'crew.remove', { person: bob.id, why: 'wrong room' }))
      .when(joins('+31s', bob))
      .isRefused('crew.removed');
  });
  describe('into a closed room', () => {
    const closed = [...room, at('+30s', priya, 'incident.close')];
    const comes = (type: string, data: object, as: 'responder' | 'observer' = 'responder', who = admin): Act =>
      at('+40s', who, type, data, { arrival: { as } });

    it('CR33 a first act joins in the same commit, reopening too; what is refused joins no one', () => {
      given(...closed)
        .when(comes('timeline.say', { text: 'one more thing' }))
        .then('crew.joined', { type: 'timeline.said', data: { afterClose: true } });
      const reopened = given(...closed).when(comes('incident.reopen', { why: 'it is back' }));
      reopened.then('crew.joined', 'incident.reopened', 'floor.begun');
      expect(reopened.after.floor).toMatchObject({ holder: admin.id, epoch: 2 });
      given(...closed)
        .when(comes('incident.retitle', { title: 'x' }))
        .isRefused('incident.closed');
      given(...closed)
        .when(comes('incident.reopen', { why: 'it is back' }, 'observer'))
        .isRefused('crew.observers-may-not');
    });
    it('CR34 who was out only because they were deactivated is back with their first act; who was removed is not', () => {
      const out = (by: typeof bob): Act[] => [
        ...room,
        at('+30s', by, 'crew.remove', { person: bob.id, why: 'deactivated' }),
        at('+31s', priya, 'incident.close'),
      ];
      const back = given(...out({ ...clock, administrator: true })).when(
        comes('incident.reopen', { why: 'back' }, 'responder', bob),
      );
      expect(back.events[0]).toMatchObject({ type: 'crew.joined', data: { person: bob.id } });
      expect(back.after.floor.holder).toBe(bob.id);
      given(...out(priya))
        .when(comes('timeline.say', { text: 'hello' }, 'responder', bob))
        .isRefused('crew.removed');
    });
    it('CR35 observers and shadows are sent to an administrator', () => {
      const refused = [li, sam].map((who) => {
        const answer = given(...closed).when(at('+40s', who, 'incident.reopen', { why: 'x' })).verdict;
        return answer.ok ? '' : explain(answer, String);
      });
      expect(refused).toEqual([
        expect.stringMatching(/^You’re an observer here, so .* Ask an administrator/),
        expect.stringMatching(/^You’re shadowing the commander: .* Ask an administrator/),
      ]);
    });
  });
  it('CR4 an observer acts only after the commander admits them', () => {
    given(...room)
      .when(at('+30s', li, 'crew.volunteer', { role: 'scribe' }))
      .isRefused('crew.observers-may-not');
    given(...room, at('+30s', priya, 'crew.admit', { person: li.id, as: 'responder' }))
      .when(at('+31s', li, 'crew.volunteer', { role: 'scribe' }))
      .then('crew.volunteered');
  });
});

describe('roles', () => {
  it('CR10 the commander assigns a role; the person accepts or declines', () => {
    given(...room, assigns('+30s', bob, 'scribe'))
      .when(accepts('+31s', bob, 'scribe'))
      .then({ type: 'crew.accepted', data: { person: bob.id, role: 'scribe' } });
    const declined = given(...room, assigns('+30s', bob, 'scribe')).when(
      at('+31s', bob, 'crew.decline', { role: 'scribe', why: 'On the fix' }),
    );
    expect(declined.then('crew.declined').after.crew.seats).toEqual([]);
    given(...room)
      .when(accepts('+31s', bob, 'scribe'))
      .isRefused('crew.not-assigned-to-you');
    given(...room)
      .when(at('+31s', bob, 'crew.decline', { role: 'scribe' }))
      .isRefused('crew.not-assigned-to-you');
    given(...room)
      .when(at('+31s', bob, 'crew.assign', { person: ana.id, role: 'scribe' }))
      .isRefused('floor.not-yours');
  });
  it("CR11 accepting replaces the role's former holder, who is named", () => {
    const replaced = given(...room, ...seatsBob('scribe'), assigns('+40s', ana, 'scribe')).when(
      accepts('+41s', ana, 'scribe'),
    );
    replaced.then({ type: 'crew.accepted', data: { person: ana.id, replaced: bob.id } });
    expect(replaced.after.crew.seats).toMatchObject([{ role: 'scribe', person: ana.id, taken: true }]);
  });
  it('CR12 until then the former holder stays; asking someone else withdraws the first question', () => {
    const asked = given(
      ...room,
      ...seatsBob('scribe'),
      assigns('+40s', ana, 'scribe'),
      assigns('+41s', priya, 'tech-lead'),
    );
    expect(asked.state.crew.seats).toMatchObject([
      { person: bob.id, taken: true },
      { person: ana.id, taken: false },
      { person: priya.id, taken: true },
    ]);
    given(...room, assigns('+40s', ana, 'scribe'), assigns('+41s', bob, 'scribe'))
      .when(accepts('+42s', ana, 'scribe'))
      .isRefused('crew.not-assigned-to-you');
  });
  it('CR13 a volunteer has the role at once when the commander assigns it; a person who was asked takes it by volunteering', () => {
    const volunteers = at('+30s', bob, 'crew.volunteer', { role: 'expert', area: 'database' });
    given(...room, volunteers)
      .when(assigns('+31s', bob, 'expert'))
      .then({ type: 'crew.accepted', data: { person: bob.id, role: 'expert', area: 'database' } });
    expect(given(...room, volunteers, assigns('+31s', bob, 'expert')).state.crew.volunteers).toEqual([]);
    given(...room, volunteers)
      .when({ ...volunteers, at: instantOf('+31s') })
      .isRefused('crew.already-volunteered');
    given(...room, volunteers)
      .when(at('+31s', bob, 'crew.decline', { role: 'expert' }))
      .then('crew.declined');
    given(...room, assigns('+30s', bob, 'scribe'))
      .when(at('+31s', bob, 'crew.volunteer', { role: 'scribe' }))
      .then('crew.accepted');
  });
  it('CR14 experts are many, each with an area; one person may hold several roles', () => {
    const experts = given(
      ...room,
      ...seatsBob('tech-lead'),
      assigns('+40s', bob, 'expert', 'database'),
      accepts('+41s', bob, 'expert'),
      assigns('+42s', bob, 'expert', 'network'),
      accepts('+43s', bob, 'expert'),
      assigns('+44s', ana, 'expert', 'database'),
      accepts('+45s', ana, 'expert'),
    );
    expect(experts.state.crew.seats.filter((seat) => seat.taken)).toHaveLength(4);
    experts
      .when(at('+50s', bob, 'crew.release', { role: 'expert' }))
      .then(
        { type: 'crew.released', data: { area: 'database' } },
        { type: 'crew.released', data: { area: 'network' } },
      );
  });
  it('CR15 the holder cannot be deputy', () => {
    given(...room)
      .when(assigns('+30s', priya, 'deputy'))
      .isRefused('crew.holder-cannot-be-deputy');
    given(...room)
      .when(at('+30s', priya, 'crew.volunteer', { role: 'deputy' }))
      .isRefused('crew.holder-cannot-be-deputy');
  });
  it('CR16 only responders of the room hold roles, roles that exist, each once', () => {
    given(...room)
      .when(assigns('+30s', li, 'scribe'))
      .isRefused('crew.cannot-hold-seats');
    given(...room)
      .when(assigns('+30s', sam, 'scribe'))
      .isRefused('crew.cannot-hold-seats');
    given(...room)
      .when(assigns('+30s', admin, 'scribe'))
      .isRefused('crew.unknown-person');
    given(...room)
      .when(assigns('+30s', bob, 'cook'))
      .isRefused('crew.unknown-role');
    given(...room, ...seatsBob('scribe'))
      .when(assigns('+40s', bob, 'scribe'))
      .isRefused('crew.already-seated');
    given(...room)
      .when(at('+30s', sam, 'crew.volunteer', { role: 'scribe' }))
      .isRefused('crew.shadows-may-not');
  });
  it("CR17 people step down from their own role; another's is released only with the floor", () => {
    const seated = [...room, ...seatsBob('scribe')];
    given(...seated)
      .when(at('+40s', bob, 'crew.release', { role: 'scribe' }))
      .then('crew.released');
    given(...seated)
      .when(at('+40s', ana, 'crew.release', { role: 'scribe', person: bob.id }))
      .isRefused('floor.not-yours');
    given(...seated)
      .when(at('+40s', priya, 'crew.release', { role: 'scribe', person: bob.id }, { epoch: null }))
      .isRefused('floor.epoch-missing');
    given(...seated)
      .when(at('+40s', priya, 'crew.release', { role: 'scribe', person: bob.id }))
      .then('crew.released');
    given(...seated)
      .when(at('+40s', ana, 'crew.release', { role: 'scribe' }))
      .isRefused('crew.not-in-that-seat');
  });
  it('CR18 a room may add roles of its own', () => {
    const added = at('+30s', priya, 'crew.add-role', { role: 'legal', card: 'Watch the clocks of the law' });
    given(...room, added)
      .when(assigns('+31s', bob, 'legal'))
      .then('crew.assigned');
    given(...room, added)
      .when({ ...added, at: instantOf('+31s') })
      .isRefused('crew.role-exists');
    given(...room)
      .when(at('+30s', priya, 'crew.add-role', { role: 'scribe', card: 'Again' }))
      .isRefused('crew.role-exists');
    given(...room)
      .when(at('+30s', priya, 'crew.add-role', { role: 'Tech Lead', card: 'Again' }))
      .isRefused('crew.role-exists');
  });
});

describe('standing, leaving, links', () => {
  it('CR20 a person who is removed or is no longer a responder leaves their roles', () => {
    const seated = [...room, ...seatsBob('scribe'), assigns('+32s', bob, 'deputy')];
    const demoted = given(...seated)
      .when(at('+40s', priya, 'crew.admit', { person: bob.id, as: 'observer' }))
      .then('crew.admitted', 'crew.released');
    expect(demoted.after.crew.seats).toEqual([]);
    expect(
      given(...seated)
        .when(at('+40s', priya, 'crew.remove', { person: bob.id, why: 'x' }))
        .then('crew.removed', 'crew.released').after.crew.seats,
    ).toEqual([]);
    given(...room)
      .when(at('+40s', priya, 'crew.admit', { person: bob.id, as: 'responder' }))
      .isRefused('crew.unchanged');
    given(...room)
      .when(at('+40s', priya, 'crew.admit', { person: admin.id, as: 'observer' }))
      .isRefused('crew.unknown-person');
  });
  it('CR21 the holder is not removed or demoted by themselves, and is removed only by an administrator', () => {
    given(...room)
      .when(at('+40s', priya, 'crew.remove', { person: priya.id, why: 'bye' }))
      .isRefused('crew.not-the-holder');
    given(...room)
      .when(at('+40s', priya, 'crew.admit', { person: priya.id, as: 'observer' }))
      .isRefused('crew.not-the-holder');
    given(...room)
      .when(at('+40s', admin, 'crew.remove', { person: priya.id, why: 'left' }))
      .then('crew.removed');
    given(declared({}, admin))
      .when(at('+40s', admin, 'crew.remove', { person: admin.id, why: 'bye' }))
      .isRefused('crew.not-the-holder');
    given(...room)
      .when(at('+40s', bob, 'crew.remove', { person: priya.id, why: 'mutiny' }))
      .isRefused('floor.not-yours');
  });
  it('CR22 someone removed stays removed until the commander admits them again, and can do nothing', () => {
    const removed = [...room, at('+40s', priya, 'crew.remove', { person: bob.id, why: 'x' })];
    given(...removed)
      .when(at('+41s', priya, 'crew.remove', { person: bob.id, why: 'x' }))
      .isRefused('crew.unknown-person');
    given(...removed)
      .when(at('+41s', bob, 'timeline.say', { text: 'hi' }))
      .isRefused('crew.removed');
  });
  it('CR31 the commander admits someone who was removed again, and no one else does', () => {
    const removed = [...room, at('+40s', priya, 'crew.remove', { person: bob.id, why: 'x' })];
    const admits = (by: typeof priya) => at('+50s', by, 'crew.admit', { person: bob.id, as: 'observer' });
    const back = given(...removed)
      .when(admits(priya))
      .then('crew.admitted').after;
    expect(back.crew.members[bob.id]).toMatchObject({ as: 'observer', removedAt: null, linkLostAt: null });
    expect([mayRead(back, bob.id), mayRead(given(...removed).state, bob.id)]).toEqual([true, false]);
    given(...removed)
      .when(admits(bob))
      .isRefused('crew.removed');
    given(...removed)
      .when(admits(ana))
      .isRefused('floor.not-yours');
    given(...removed, admits(priya))
      .when(at('+51s', bob, 'asks.ask', { kind: 'information', text: 'What happened?' }))
      .then('asks.asked');
  });
  it('CR23 people say whether they are here, away or resting, the holder too', () => {
    given(...room)
      .when(at('+40s', priya, 'crew.set-availability', { availability: 'resting' }))
      .then('crew.availability-set');
    given(...room)
      .when(at('+40s', bob, 'crew.set-availability', { availability: 'here' }))
      .isRefused('crew.unchanged');
  });
  it('CR24 only the servers say that a link is lost or back; said twice it changes nothing', () => {
    given(...room)
      .when(at('+40s', bob, 'crew.lose-link', { person: priya.id, since: instantOf('+39s') }))
      .isRefused('crew.clock-only');
    given(...room, losesLink('+40s', priya))
      .when(losesLink('+50s', priya))
      .changesNothing();
    given(...room)
      .when(at('+40s', clock, 'crew.restore-link', { person: priya.id }))
      .changesNothing();
    given(...room)
      .when(losesLink('+40s', admin))
      .isRefused('crew.unknown-person');
    given(...room)
      .when(losesLink('+40s', bob, '+5s'))
      .then({ type: 'crew.link-lost', data: { since: instantOf('+10s') } });
  });
  it("CR25 any accepted act brings a person's link back", () => {
    given(...room, losesLink('+40s', priya))
      .when(at('+50s', priya, 'timeline.say', { text: 'back' }))
      .then('timeline.said', { type: 'crew.link-back', data: { person: priya.id } });
    given(...room, losesLink('+40s', priya))
      .when(at('+50s', bob, 'timeline.say', { text: 'hm' }))
      .then('timeline.said');
  });
});
