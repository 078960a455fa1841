/**
 * What a person owes the room, who is notified and how loudly, what the digest shows, and what an offer of command
 * still lacks: the parts of the screens that only read the state.
 */
import { describe, expect, it } from 'vitest';
import { callFor } from '../../client/attention/policy.ts';
import { OWED_OF } from '../../client/attention/capabilities.ts';
import { owedIn } from '../../client/attention/owed.ts';
import { absenceOf, allowedAfter } from '../../client/floor/absence.ts';
import { BLANK, briefOf, linesOf, missing } from '../../client/floor/offer-draft.ts';
import { missed } from '../../client/room/digest.ts';
import { initial, type RoomState } from '../../shared/room.ts';
import { toCard } from '../../shared/card.ts';
import type { Commit } from '../../shared/envelope.ts';
import type { Offer } from '../../shared/floor/words.ts';

const AT = '2026-11-21T03:00:00.000Z';
const NOW = Date.parse(AT);
const member = (name: string) =>
  ({
    name,
    as: 'responder',
    area: null,
    joinedAt: AT,
    availability: 'here',
    linkLostAt: null,
    backAt: null,
    removedAt: null,
  }) as const;

/** Priya has command, Bob is her deputy, Ana is there. */
const room: RoomState = {
  ...initial,
  incident: { ...initial.incident, declaredAt: AT },
  floor: { ...initial.floor, holder: 'priya', epoch: 1, since: AT },
  crew: {
    ...initial.crew,
    members: { priya: member('Priya'), bob: member('Bob'), ana: member('Ana') },
    seats: [{ role: 'deputy', person: 'bob', area: null, taken: true, at: AT, by: null }],
  },
};
const withFloor = (change: Partial<RoomState['floor']>): RoomState => ({
  ...room,
  floor: { ...room.floor, ...change },
});
const kinds = (state: RoomState, person: string, now = NOW): readonly string[] =>
  owedIn(OWED_OF, state, person, now).map(({ id }) => id.split('.')[0] ?? '');
const offer: Offer = {
  id: 'o1',
  from: 'priya',
  to: 'bob',
  brief: { trend: 'better', ifThen: ['none'] },
  additions: [],
  offeredAt: AT,
  expiresAt: '2026-11-21T03:05:00.000Z',
  extended: false,
};

const said = (type: string, data: object, version = 2): Commit => ({
  version,
  at: AT,
  by: 'priya',
  commandId: 'c',
  salt: '',
  events: [{ type, data }],
  hash: '',
});
const name = (person: string): string => person;

describe('what a person owes the room', () => {
  it('AN1 an offer is owed by its receiver only, a challenge and a confirmation by the holder only', () => {
    const state = withFloor({ offer, provisional: true, challenge: { id: 'q', by: 'ana', askedAt: AT, answerBy: AT } });
    expect(kinds(state, 'bob')).toEqual(['offer']);
    expect(kinds(state, 'priya')).toEqual(['challenge', 'confirm']);
    expect(kinds(state, 'ana')).toEqual([]);
  });

  it('AN2 an update is owed from five minutes before it is due, by the person who has its role, or by the commander while the role is vacant', () => {
    const promised = { nextAt: '2026-11-21T03:10:00.000Z', madeAt: AT, rung: 'none' } as const;
    const state: RoomState = {
      ...room,
      updates: { ...room.updates, promises: { internal: promised, external: null } },
    };
    const near = NOW + 6 * 60_000;
    expect(kinds(state, 'priya')).toEqual([]);
    expect(kinds(state, 'priya', near)).toEqual(['update']);
    const seatedAna: RoomState = {
      ...state,
      crew: {
        ...state.crew,
        seats: [
          ...state.crew.seats,
          { role: 'comms-internal', person: 'ana', area: null, taken: true, at: AT, by: null },
        ],
      },
    };
    expect(kinds(seatedAna, 'priya', near)).toEqual([]);
    expect(kinds(seatedAna, 'ana', near)).toEqual(['update']);
  });

  it('AN3 nothing is owed once no one has command', () => {
    expect(kinds(withFloor({ holder: null, provisional: true }), 'priya')).toEqual([]);
  });
});

describe('who is called', () => {
  const listener = (you: string) => ({ you, room });

  it('AN4 an offer of command sounds for its receiver, through mute, and for no one else', () => {
    const event = {
      type: 'floor.offered',
      data: { id: 'o1', from: 'priya', to: 'bob', brief: offer.brief, expiresAt: AT },
    };
    expect(callFor(event, listener('bob'))).toMatchObject({ sound: 'command', passes: true, spoken: 'assertive' });
    expect(callFor(event, listener('ana'))).toBeNull();
  });

  it('AN5 a change of command is spoken at once to everyone in the room', () => {
    const event = {
      type: 'floor.passed',
      data: { offerId: 'o1', from: 'priya', to: 'bob', epoch: 2, readBack: 'check it', taken: [] },
    };
    for (const you of ['priya', 'bob', 'ana'])
      expect(callFor(event, listener(you))).toMatchObject({ spoken: 'assertive', sound: 'command' });
  });

  it('AN6 a due update alerts the people the server named, and no one else', () => {
    const event = { type: 'updates.due', data: { audience: 'internal', nextAt: AT, to: ['ana'] } };
    expect(callFor(event, listener('ana'))).toMatchObject({ sound: 'overdue' });
    expect(callFor(event, listener('bob'))).toBeNull();
  });

  it('AN94 the person named at the close as owner of the review is notified of it, and their card of the room says so', () => {
    const event = { type: 'incident.closed', data: { waived: [], reviewOwner: 'bob' } };
    expect(callFor(event, listener('bob'))).toMatchObject({ sound: 'ask', subject: 'review' });
    expect(callFor(event, listener('ana'))).toEqual({ spoken: 'polite' });
    const owned = { ...room, incident: { ...room.incident, declaredAt: AT, closedAt: AT, reviewOwner: 'bob' } };
    expect([toCard(owned)?.reviewOwner, toCard(room)?.reviewOwner]).toEqual(['bob', undefined]);
  });

  it('AN7 chat messages alert no one', () => {
    expect(callFor({ type: 'timeline.said', data: { text: 'hello', by: 'ana' } }, listener('priya'))).toBeNull();
  });
});

describe('what a return tells', () => {
  it('AN8 a person who returns is shown command first, then what is theirs, then the incident; chat stays in the log', () => {
    const commits = [
      said('timeline.said', { text: 'hello', by: 'ana' }),
      said('incident.severity-set', { severity: 1, from: 2, why: 'all of EU' }, 3),
      said('crew.assigned', { person: 'ana', role: 'scribe' }, 4),
      said(
        'floor.assumed',
        {
          from: 'priya',
          to: 'bob',
          epoch: 2,
          why: 'gone',
          facts: { ground: 'unseen', since: AT, seconds: 130, asDeputy: true },
        },
        5,
      ),
    ];
    expect(missed(commits, { you: 'ana', holder: 'bob' }, name).map((each) => each.about)).toEqual([
      'command',
      'yours',
      'incident',
    ]);
  });

  it('AN9 a person who returns is told that the commander lost connection, and not that someone else did', () => {
    const lost = (person: string): readonly Commit[] => [said('crew.link-lost', { person, since: AT })];
    expect(missed(lost('priya'), { you: 'ana', holder: 'priya' }, name)).toHaveLength(1);
    expect(missed(lost('bob'), { you: 'ana', holder: 'priya' }, name)).toHaveLength(0);
  });
});

describe('around the handoff', () => {
  it('AN10 everyone reads the same about an absent commander: who may assume command, and after how long', () => {
    const gone = (...people: readonly string[]): RoomState => ({
      ...room,
      crew: {
        ...room.crew,
        members: Object.fromEntries(
          Object.entries(room.crew.members).map(([id, each]) => [
            id,
            people.includes(id) ? { ...each, linkLostAt: AT } : each,
          ]),
        ),
      },
    });
    const absence = absenceOf(gone('priya'));
    expect(absence).toMatchObject({ holder: 'priya', next: 'bob' });
    expect(absence === null ? 0 : allowedAfter(absence)).toBe(120);
    expect(absenceOf(gone('priya', 'bob'))).toMatchObject({ next: null });
    expect(absenceOf(room)).toBeNull();
  });

  it('AN11 an offer says what is still missing, one thing at a time, and "none" is an answer', () => {
    const draft = { ...BLANK, to: 'bob', trend: 'steady' as const };
    expect(missing(BLANK)).toContain('who to offer command to');
    expect(missing({ ...BLANK, to: 'bob' })).toContain('worse, steady or better');
    expect(missing(draft)).toContain('press None');
    expect(missing({ ...draft, ifThen: 'none' })).toBeNull();
    expect(
      missing({ ...draft, ifThen: Array.from({ length: 11 }, (_, index) => `line ${index}`).join('\n') }),
    ).toContain('10 if/then lines');
  });

  it('AN12 impact and plan come from the Now block until the giver writes their own; empty ones are left out', () => {
    const now = { impact: 'payments fail', plan: '' };
    expect(briefOf({ ...BLANK, to: 'bob', trend: 'worse', ifThen: ' a \n\n b ' }, now)).toEqual({
      trend: 'worse',
      ifThen: ['a', 'b'],
      impact: 'payments fail',
    });
    expect(briefOf({ ...BLANK, trend: 'worse', ifThen: 'a', impact: 'half of them', why: 'tired' }, now)).toMatchObject(
      { impact: 'half of them', why: 'tired' },
    );
    expect(linesOf('\n \n')).toEqual([]);
  });
});
