/**
 * Who may do what: one row for each thing that can be done in a room, one cell for each way to stand to it, all asked
 * of the domain.
 *
 * A cell is `y` (allowed), `-` (has it already, so nothing to do), `n` (refused for who they are). Everyone sends the
 * present epoch, so that only standing decides; that the holder's own acts need it is a test of its own at the end.
 */
import { describe, expect, it } from 'vitest';
import { AUTHORITY } from '../../shared/authority.ts';
import { REFUSALS } from '../../shared/refusals.ts';
import { mayWriteDocument } from '../../shared/room.ts';
import type { Actor } from '../../shared/envelope.ts';
import {
  admin,
  at,
  clock,
  declared,
  given,
  History,
  joins,
  priya,
  rings,
  START,
  type Act,
} from '../support/domain/given.ts';

const who = (id: string): Actor => ({ id, name: id, trained: true, administrator: false });
const CAST = {
  admin,
  commander: priya,
  deputy: who('p-deputy'),
  scribe: who('p-scribe'),
  comms: who('p-comms'),
  lead: who('p-lead'),
  responder: who('p-responder'),
  shadow: who('p-shadow'),
  observer: who('p-observer'),
  outsider: who('p-outsider'),
  removed: who('p-removed'),
};
type Cast = keyof typeof CAST;
const COLUMNS = Object.keys(CAST) as readonly Cast[];
const { commander, deputy, scribe, comms, lead, responder, shadow, observer, removed } = CAST;
/** Someone else, whose entries and role the others would touch. */
const other = who('p-other');

const sits = (actor: Actor, role: string): readonly Act[] => [
  at('+20s', commander, 'crew.assign', { person: actor.id, role }),
  at('+21s', actor, 'crew.accept', { role }),
];
const OPEN: readonly Act[] = [
  declared({ severity: 4 }),
  ...[deputy, scribe, comms, lead, responder, removed, other].map((actor) => joins('+10s', actor)),
  joins('+11s', shadow, 'shadow'),
  joins('+12s', observer, 'observer'),
  ...sits(deputy, 'deputy'),
  ...sits(scribe, 'scribe'),
  ...sits(comms, 'comms-external'),
  ...sits(lead, 'tech-lead'),
  ...sits(other, 'expert'),
  at('+25s', commander, 'crew.remove', { person: removed.id, why: 'left' }),
];
const NOW = '+10m';
const brief = { trend: 'steady', ifThen: ['none'] };
const LATER = '2026-03-01T05:00:00.000Z';

/**
 * The columns in order: admin outside, commander, deputy, scribe, comms, tech lead, responder, shadow, observer,
 * outsider, removed.
 */
interface Row {
  readonly what: string;
  readonly cells: string;
  /** What happened before; it may depend on who asks. */
  readonly before?: (actor: Actor) => readonly Act[];
  readonly type: string;
  readonly data: object | ((actor: Actor, history: History) => object);
}

const said = (actor: Actor): readonly Act[] => [at('+5m', actor, 'timeline.say', { text: 'mine' })];
const others = (): readonly Act[] => [at('+5m', other, 'timeline.say', { text: 'theirs' })];
const last = (_: Actor, { version }: History): object => ({ entry: `${version}.0`, why: 'wrong' });
const offeredTo = (actor: Actor): readonly Act[] => [
  at('+8m', commander, 'floor.offer', { to: actor.id, brief }, { id: 'o-1' }),
];
const drafted = (): readonly Act[] => [
  at('+5m', comms, 'updates.draft', { audience: 'external', text: 'Some fail', nextAt: LATER }, { id: 'd-1' }),
];
const approved = (): readonly Act[] => [...drafted(), at('+6m', commander, 'updates.approve', { draft: 'd-1' })];
const closed = (): readonly Act[] => [at('+9m', commander, 'incident.close')];
const tasked = (): readonly Act[] => [
  at('+5m', commander, 'tasks.assign', { to: other.id, what: 'look', minutes: 9 }, { id: 't-1' }),
];
const left = (): readonly Act[] => [
  ...tasked(),
  at('+6m', commander, 'incident.close'),
  at('+7m', commander, 'incident.reopen', { why: 'again' }),
];
const F = 'nynnnnnnnnn';

const TABLE: readonly Row[] = [
  { what: 'rename', cells: F, type: 'incident.retitle', data: { title: 'Other' } },
  { what: 'set the severity', cells: F, type: 'incident.set-severity', data: { severity: 3, why: 'less' } },
  { what: 'set the status', cells: F, type: 'incident.set-status', data: { status: 'identified' } },
  { what: 'set the links', cells: F, type: 'incident.set-links', data: { bridge: 'https://call.example/1' } },
  { what: 'close', cells: F, type: 'incident.close', data: {} },
  { what: 'reopen', cells: 'nyyyyyynnnn', before: closed, type: 'incident.reopen', data: { why: 'again' } },
  { what: 'write the Now block', cells: 'nyyynnnnnnn', type: 'incident.set-now', data: { impact: 'All', seen: 0 } },
  { what: 'say', cells: 'nyyyyyyynnn', type: 'timeline.say', data: { text: 'hello' } },
  { what: 'note', cells: 'nyyyyyyynnn', type: 'timeline.note', data: { text: 'hello' } },
  { what: 'say after the close', cells: 'nyyyyyyynnn', before: closed, type: 'timeline.say', data: { text: 'hello' } },
  {
    what: "correct another's entry",
    cells: 'nynynnnnnnn',
    before: others,
    type: 'timeline.correct',
    data: (a, h) => ({ ...last(a, h), text: 'better' }),
  },
  { what: "strike another's entry", cells: 'nynynnnnnnn', before: others, type: 'timeline.strike', data: last },
  {
    what: 'pin',
    cells: 'nyyynnnnnnn',
    before: others,
    type: 'timeline.pin',
    data: (_, { version }) => ({ entry: `${version}.0` }),
  },
  { what: 'assign a seat', cells: F, type: 'crew.assign', data: { person: responder.id, role: 'comms-internal' } },
  { what: 'add a seat', cells: F, type: 'crew.add-role', data: { role: 'legal', card: 'Read along' } },
  { what: 'admit', cells: F, type: 'crew.admit', data: { person: observer.id, as: 'responder' } },
  { what: 'remove somebody', cells: 'yynnnnnnnnn', type: 'crew.remove', data: { person: shadow.id, why: 'left' } },
  { what: "release another's seat", cells: F, type: 'crew.release', data: { role: 'expert', person: other.id } },
  { what: 'volunteer', cells: 'nyyyyyynnnn', type: 'crew.volunteer', data: { role: 'comms-internal' } },
  { what: 'say away', cells: 'nyyyyyyyynn', type: 'crew.set-availability', data: { availability: 'away' } },
  { what: 'confirm', cells: F, type: 'floor.confirm', data: {} },
  { what: 'offer command', cells: F, type: 'floor.offer', data: { to: responder.id, brief } },
  {
    what: 'say that it was aloud',
    cells: F,
    before: () => offeredTo(responder),
    type: 'floor.set-aloud',
    data: { aloud: true },
  },
  { what: 'withdraw an offer', cells: F, before: () => offeredTo(responder), type: 'floor.withdraw', data: {} },
  { what: 'ask for relief', cells: F, type: 'floor.ask-relief', data: {} },
  { what: 'ask for command', cells: 'n-yyyyyyynn', type: 'floor.request', data: {} },
  { what: 'ask whether there is a commander', cells: 'n-yyyyyynnn', type: 'floor.challenge', data: {} },
  {
    what: 'assume',
    cells: 'n-yyyyynnnn',
    type: 'floor.assume',
    data: { why: 'gone' },
    before: () => [at('+1m', clock, 'crew.lose-link', { person: commander.id, since: '2026-03-01T03:01:00.000Z' })],
  },
  { what: 'set the rhythm', cells: F, type: 'updates.set-rhythm', data: { everySeconds: 600, why: 'closer' } },
  {
    what: 'put an update off',
    cells: F,
    before: () => [at('+5m', commander, 'updates.set-rhythm', { everySeconds: 3600, why: 'on' })],
    type: 'updates.promise',
    data: { nextAt: LATER, why: 'later' },
  },
  {
    what: 'post inside',
    cells: 'nyynynnnnnn',
    type: 'updates.post',
    data: { audience: 'internal', text: 'On it', nextAt: LATER },
  },
  {
    what: 'post to customers by oneself',
    cells: F,
    type: 'updates.post',
    data: { audience: 'external', text: 'On it', nextAt: LATER },
  },
  {
    what: 'post an approved text',
    cells: 'nynnynnnnnn',
    before: approved,
    type: 'updates.post',
    data: { audience: 'external', text: 'Some fail', nextAt: LATER, draft: 'd-1' },
  },
  {
    what: 'draft for customers',
    cells: 'nyynynnnnnn',
    type: 'updates.draft',
    data: { audience: 'external', text: 'Some', nextAt: LATER },
  },
  { what: 'approve', cells: F, before: drafted, type: 'updates.approve', data: { draft: 'd-1' } },
  {
    what: 'assign a task to an expert',
    cells: 'nynnnynnnnn',
    type: 'tasks.assign',
    data: { to: other.id, what: 'look', minutes: 5 },
  },
  {
    what: 'assign a task to whoever is deputy',
    cells: 'nyynnnnnnnn',
    type: 'tasks.assign',
    data: { to: deputy.id, what: 'look', minutes: 5 },
  },
  { what: 'take a task on', cells: 'nyyyyyynnnn', type: 'tasks.take', data: { what: 'look', minutes: 5 } },
  {
    what: "pass on another's task",
    cells: F,
    before: tasked,
    type: 'tasks.pass-on',
    data: { task: 't-1', to: lead.id },
  },
  { what: 'cancel a task', cells: F, before: tasked, type: 'tasks.cancel', data: { task: 't-1' } },
  {
    what: 'offer again what the close left open',
    cells: F,
    before: left,
    type: 'tasks.settle-left',
    data: { how: 'offer' },
  },
  {
    what: 'ask whether a task is done',
    cells: 'nyynnnnnnnn',
    before: tasked,
    type: 'tasks.chase',
    data: { task: 't-1' },
  },
  {
    what: "answer another's task",
    cells: 'nnnnnnnnnnn',
    before: tasked,
    type: 'tasks.acknowledge',
    data: { task: 't-1' },
  },
  {
    what: 'edit the brief',
    cells: F,
    before: () => offeredTo(responder),
    type: 'floor.edit-brief',
    data: { trend: 'worse' },
  },
  { what: 'decide without asking', cells: F, type: 'decisions.decide', data: { text: 'Fail over' } },
  { what: 'propose a decision', cells: F, type: 'decisions.propose', data: { text: 'Fail over' } },
  {
    what: 'form a team',
    cells: F,
    type: 'teams.form',
    data: { name: 'Database', leader: other.id, goal: 'find it', minutes: 20, members: [] },
  },
  {
    what: 'name the impacted services',
    cells: 'nyyynnnnnnn',
    type: 'incident.set-services',
    data: { services: [{ id: 'checkout', name: 'Checkout' }] },
  },
  { what: 'send a draft back', cells: F, before: drafted, type: 'updates.reject', data: { draft: 'd-1', why: 'no' } },
];

/** Refused for who they are: by the table itself, or by a rule that speaks of persons. */
function kindOf(code: string): string {
  return code === 'floor.already-yours' ? '-' : REFUSALS[code]?.kind === 'authority' ? 'n' : code;
}

function ask(row: Row, actor: Actor): string {
  const history = given(...OPEN, ...(row.before?.(actor) ?? []));
  const data = typeof row.data === 'function' ? row.data(actor, history) : row.data;
  const verdict = history.judge(at(NOW, actor, row.type, data));
  return verdict.ok ? 'y' : kindOf(verdict.code);
}

describe('who may do what', () => {
  // By assigning roles the commander has confirmed command: told as such, not as forbidden.
  const told: Readonly<Record<string, string>> = { confirm: 'floor.already-confirmed' };
  it.each(TABLE)(
    'LW20 Each thing that can be done in a room is allowed to exactly the people the table names, checked for every way to belong to it',
    (row) => {
      const expected = Object.fromEntries(COLUMNS.map((column, place) => [column, row.cells[place]]));
      if (told[row.what] !== undefined) expected['commander'] = told[row.what];
      expect(Object.fromEntries(COLUMNS.map((column) => [column, ask(row, CAST[column])]))).toEqual(expected);
    },
  );

  it('LW21 anyone who may speak corrects and strikes their own entries, and no one else can', () => {
    for (const actor of [commander, deputy, scribe, comms, lead, responder, shadow]) {
      for (const type of ['timeline.correct', 'timeline.strike']) {
        const history = given(...OPEN, ...said(actor));
        const data = {
          entry: `${history.version}.0`,
          why: 'wrong',
          ...(type === 'timeline.correct' ? { text: 'better' } : {}),
        };
        expect(history.judge(at(NOW, actor, type, data)).ok, `${actor.id} ${type}`).toBe(true);
      }
    }
  });

  it('LW22 an offer is answered by its receiver, a responder, and by no one else', () => {
    for (const receiver of [deputy, scribe, comms, lead, responder]) {
      for (const actor of Object.values(CAST)) {
        const answers = [
          ['floor.accept', { readBack: 'Call the vendor', taken: [] }],
          ['floor.decline', { why: 'busy' }],
        ] as const;
        const allowed = answers.map(
          ([type, data]) =>
            given(...OPEN, ...offeredTo(receiver)).judge(at(NOW, actor, type, { offerId: 'o-1', ...data })).ok,
        );
        expect(allowed, `${actor.id} to ${receiver.id}`).toEqual([actor === receiver, actor === receiver]);
      }
    }
    for (const receiver of [admin, shadow, observer, CAST.outsider, removed]) {
      given(...OPEN)
        .when(offeredTo(receiver)[0] as Act)
        .isRefused('floor.cannot-receive');
    }
  });

  it('LW23 all that only the commander may do needs the present epoch: missing 422, stale 409', () => {
    for (const [type, row] of Object.entries(AUTHORITY)) {
      if (row.who !== 'floor') continue;
      expect(given(...OPEN).judge(at(NOW, commander, type, {}, { epoch: null })), type).toMatchObject({
        ok: false,
        code: 'floor.epoch-missing',
      });
      const stale = given(...OPEN).judge(at(NOW, commander, type, {}, { epoch: 0 }));
      expect(stale, type).toMatchObject({
        ok: false,
        code: 'floor.stale-epoch',
        facts: { holder: commander.id, epoch: 1, since: START },
      });
    }
    expect([
      REFUSALS['floor.epoch-missing']?.kind,
      REFUSALS['floor.stale-epoch']?.kind,
      REFUSALS['floor.not-yours']?.kind,
    ]).toEqual(['malformed', 'state', 'authority']);
  });

  it('LW24 what only the servers say, no one else says, administrators included', () => {
    for (const actor of Object.values(CAST)) {
      given(...OPEN)
        .when(at(NOW, actor, 'crew.lose-link', { person: commander.id, since: LATER }))
        .isRefused('crew.clock-only');
      given(...OPEN)
        .when({ ...rings(NOW), actor })
        .isRefused('crew.clock-only');
    }
  });

  it('LW25 in the document write responders and shadows who are in the room', () => {
    const writes = COLUMNS.filter((column) => mayWriteDocument(given(...OPEN).state, CAST[column].id));
    expect(writes).toEqual(['commander', 'deputy', 'scribe', 'comms', 'lead', 'responder', 'shadow']);
  });

  it('LW26 a command without a row is unknown, whatever it is called', () => {
    for (const type of [
      'floor.seize',
      '__proto__',
      'constructor',
      'toString.call',
      'floor.',
      '',
      'workspace.add-person',
    ]) {
      given(...OPEN)
        .when(at(NOW, commander, type))
        .isRefused('command.unknown-type');
    }
  });

  it('LW27 the deputy approves only by the rule, not by the role alone', () => {
    const approves = at(NOW, deputy, 'updates.approve', { draft: 'd-1' });
    given(...OPEN, ...drafted())
      .when(approves)
      .isRefused('updates.not-yours-to-approve');
    const unseen = at('+8m', clock, 'crew.lose-link', { person: commander.id, since: '2026-03-01T03:08:00.000Z' });
    given(...OPEN, ...drafted(), unseen)
      .when(approves)
      .then('updates.approved');
  });
});
