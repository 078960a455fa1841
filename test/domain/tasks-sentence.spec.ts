/**
 * How a sentence becomes a task, who is suggested for it, and the order of the list: the parts of the tasks' screens
 * that only read.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blank, missing, rewritten, taskOf } from '../../client/tasks/composer-draft.ts';
import { rowsOf } from '../../client/tasks/rows.ts';
import { read, type Named } from '../../client/tasks/sentence.ts';
import { load, suggest } from '../../client/tasks/suggest.ts';
import { initial } from '../../shared/room.ts';
import type { Task } from '../../shared/tasks/words.ts';
import type { Team } from '../../shared/teams/words.ts';

const PEOPLE: readonly Named[] = [
  { id: 'kim', name: 'Kim R' },
  { id: 'bob-l', name: 'Bob L' },
  { id: 'bob-s', name: 'Bob Sand' },
  { id: 'zoe', name: 'Zoë Núñez' },
  { id: 'olga', name: 'Ольга Петрова' },
  { id: 'li', name: '李伟' },
  { id: 'noor', name: 'نور' },
  { id: 'mary', name: 'Mary Ann O’Neil' },
  { id: 'will', name: 'Will T' },
  { id: 'min', name: '김민수' },
];
const reader = { people: PEOPLE, you: 'me' };

/** The sentence; whom it names, what to do, in how many minutes, and the word that matched no one. */
type Row = readonly [sentence: string, who: string, what: string, minutes: number | null, anybody?: string];
const TABLE: readonly Row[] = [
  ['Kim check the replicas 5m', 'kim', 'check the replicas', 5],
  ['kim: check the replicas', 'kim', 'check the replicas', null],
  ['Kim, check the replicas, 5 min', 'kim', 'check the replicas', 5],
  ['@kim check the replicas for 10 minutes', 'kim', 'check the replicas', 10],
  ['check the replicas @Kim 5m', 'kim', 'check the replicas', 5],
  ['check the replicas -> Kim', 'kim', 'check the replicas', null],
  ['check the replicas, Bob L', 'bob-l', 'check the replicas', null],
  ['Bob L roll back 812 for 10 min', 'bob-l', 'roll back 812', 10],
  ['bob s. roll back 812', 'bob-s', 'roll back 812', null],
  ['Bob roll back 812 1h', 'bob-l bob-s', 'roll back 812', 60],
  ['Sand roll back 812', 'bob-s', 'roll back 812', null],
  ['Kim and Will check the replicas', 'kim will', 'check the replicas', null],
  ['Could you please ask Kim to check the replicas in 20 minutes?', 'kim', 'check the replicas', 20],
  ['Kim can you please check the replicas?', 'kim', 'check the replicas', null],
  ['Will check the logs', 'will', 'check the logs', null],
  ['zoe drain eu-1 1h30m', 'zoe', 'drain eu-1', 90],
  ['Zoë Nunez drain eu-1 1.5h', 'zoe', 'drain eu-1', 90],
  ['mary ann draft the status page', 'mary', 'draft the status page', null],
  ['ольга проверь реплики 5 мин', 'olga', 'проверь реплики', 5],
  ['李伟检查副本5分钟', 'li', '检查副本', 5],
  ['نور تحقق من النسخ ٥ دقائق', 'noor', 'تحقق من النسخ', 5],
  ['김민수 복제본 확인 10분', 'min', '복제본 확인', 10],
  ['can someone check the replicas', '', 'check the replicas', null, 'someone'],
  ['could anybody please check the replicas 5m?', '', 'check the replicas', 5, 'anybody'],
  ['somebody please check the replicas', '', 'check the replicas', null, 'somebody'],
  ['can you check the replicas', '', 'check the replicas', null, 'you'],
  ['we should check the replicas', '', 'check the replicas', null, 'we'],
  ['someone tell Kim to check the replicas', 'kim', 'check the replicas', null],
  ['I’ll roll back 812 in half an hour', 'me', 'roll back 812', 30],
  ['I need someone to roll back 812', '', 'roll back 812', null, 'someone'],
  ['please get the logs from db-7', '', 'get the logs from db-7', null],
  ['check the replicas', '', 'check the replicas', null],
  ['5m: Kim check the replicas', 'kim', 'check the replicas', 5],
  ['Kim 5m check the replicas', 'kim', 'check the replicas', 5],
  ['Kim look at the errors of the last 5 minutes', 'kim', 'look at the errors of the last 5 minutes', null],
  ['Kim raise the timeout to 10 min', 'kim', 'raise the timeout to 10 min', null],
  ['Kim raise the timeout to 10 min for 5m', 'kim', 'raise the timeout to 10 min', 5],
  ['Kim restart replica 5', 'kim', 'restart replica 5', null],
  ['Kim restart db-5m', 'kim', 'restart db-5m', null],
  ['Kim watch it 12h', 'kim', 'watch it', 720],
  ['Kim edit .env', 'kim', 'edit .env', null],
  ['Kim', 'kim', '', null],
  ['5m', '', '', 5],
  ['', '', '', null],
  ['   ', '', '', null],
];

describe('a plain sentence', () => {
  it('TK80 a plain sentence says who, what and how long; a word that names no one leaves the task without a person', () => {
    for (const [sentence, who, what, minutes, anybody = null] of TABLE) {
      expect(read(sentence, reader), sentence).toEqual({
        who: who.split(' ').filter((each) => each !== ''),
        what,
        minutes,
        anybody,
      });
    }
  });

  it('TK81 no sentence, however hostile, breaks the reading, names a stranger or leaves what would steer a screen', () => {
    const steering = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u;
    const known = new Set([...PEOPLE.map(({ id }) => id), reader.you]);
    const piece = fc.oneof(
      fc.constantFrom(
        'Kim',
        'Bob',
        '@',
        '@kim',
        ',',
        '->',
        '5m',
        'for 10 min',
        'someone',
        '\u202e',
        '\ud800',
        '(((',
        '1e9h',
        '__proto__',
        '李伟',
        '٥ دقائق',
        'last',
        '\n',
        'please',
        '.*+?^${}()|[]\\',
      ),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const { who, what, minutes } = read(pieces.join(' '), reader);
        expect(who.every((person) => known.has(person))).toBe(true);
        expect(what).not.toMatch(steering);
        expect(minutes === null || Number.isInteger(minutes)).toBe(true);
      }),
      { numRuns: 400 },
    );
    expect(read(`Kim ${'check '.repeat(100_000)}5m`, reader).who).toEqual(['kim']);
    expect(
      read('@'.repeat(5_000), {
        people: [
          { id: 'x', name: '@@@ .*' },
          { id: 'y', name: '' },
        ],
        you: 'me',
      }).who,
    ).toEqual([]);
  });

  it('TK82 people are known by accents left out, by an initial, and never by a part of another word', () => {
    expect(read('Kimberley check it', reader).who).toEqual([]);
    expect(read('Bob check it', { people: [{ id: 'bob', name: 'Bob' }], you: 'me' }).who).toEqual(['bob']);
    expect(read('Someone check it', { people: [{ id: 'x', name: 'Someone' }], you: 'me' })).toMatchObject({
      who: [],
      anybody: 'someone',
    });
  });
});

describe('the composer', () => {
  const after = (...lines: readonly string[]) =>
    lines.slice(1).reduce((draft, line) => rewritten(draft, line, reader), blank(lines[0]));
  const told = (line: string, self: string | null = null): string | null =>
    missing(taskOf(blank(line), read(line, reader), self), read(line, reader), line);

  it('TK100 a name with an apostrophe or of two first names is found in a sentence, however it is written', () => {
    const people: readonly Named[] = [
      { id: 'pat', name: 'Pat O’Brien' },
      { id: 'jean', name: 'Jean-Luc Picard' },
      { id: 'anne', name: 'Anne Marie Leroy' },
      { id: 'kim', name: 'Kim' },
    ];
    const who = (sentence: string): string => read(sentence, { people, you: 'me' }).who.join(' ');
    const check = ' check the replicas';
    for (const name of ["O'Brien", 'O’Brien', 'OBrien', "Pat O'Brien", '@O`Brien'])
      expect(who(name + check)).toBe('pat');
    for (const name of ['Jean Luc', 'Jean-Luc', 'jean‑luc picard', '@Jean Luc', 'Luc'])
      expect(who(name + check)).toBe('jean');
    for (const name of ['Anne Marie', 'Anne-Marie', 'Anne Marie L']) expect(who(name + check)).toBe('anne');
    expect(read('Jean Luc check the replicas', { people, you: 'me' }).what).toBe('check the replicas');
    expect(who('Kim-related alerts need an owner')).toBe('');
  });

  it('TK83 without a person there is no task, and the button says why', () => {
    expect(told('')).toContain('who does what');
    expect(told('can someone check it')).toContain('“Someone” isn’t a person');
    expect(told('Bob check it')).toContain('several people');
    expect(told('check it')).toContain('needs one owner');
    expect(told('Kim 5m')).toContain('what to do');
    expect(told(`Kim ${'x'.repeat(201)}`)).toContain('200 characters');
    expect(told('Kim watch it 12h')).toContain('480 minutes');
    expect(told('Kim check it')).toBeNull();
  });

  it('TK84 a task has ten minutes unless the sentence says otherwise; people who take one on and name no one mean themselves', () => {
    const line = 'check the replicas';
    expect(taskOf(blank(line), read(line, reader), 'me')).toEqual({ who: 'me', what: line, minutes: 10, usual: true });
    expect(taskOf(blank('someone check it'), read('someone check it', reader), 'me').who).toBeNull();
    expect(taskOf(blank('Kim check it 3m'), read('Kim check it 3m', reader), 'me')).toMatchObject({
      who: 'kim',
      minutes: 3,
      usual: false,
    });
  });

  it('TK85 what was corrected by hand stays until the line says something new about it', () => {
    const chosen = { ...after('can someone check it'), who: 'kim', minutes: 3 };
    expect(rewritten(chosen, 'can someone check it now', reader)).toMatchObject({ who: 'kim', minutes: 3 });
    expect(rewritten(chosen, 'Will check it', reader)).toMatchObject({ who: null, minutes: 3 });
    expect(rewritten(chosen, 'can someone check it 20m', reader)).toMatchObject({ who: 'kim', minutes: null });
  });
});

const AT = '2026-11-21T03:00:00.000Z';
const later = (minutes: number): string => new Date(Date.parse(AT) + minutes * 60_000).toISOString();
const task = (id: string, owner: string, more: Partial<Task> = {}): Task => ({
  id,
  owner,
  by: 'priya',
  what: id,
  minutes: 5,
  status: 'acknowledged',
  createdAt: AT,
  offeredAt: AT,
  dueAt: later(5),
  rung: 'none',
  need: null,
  why: null,
  report: null,
  result: null,
  chasedAt: null,
  endedAt: null,
  ...more,
});
const member = (name: string, area: string | null = null) =>
  ({
    name,
    as: 'responder',
    area,
    joinedAt: AT,
    availability: 'here',
    linkLostAt: null,
    backAt: null,
    removedAt: null,
  }) as const;
const team: Team = {
  id: 't1',
  name: 'Storage',
  leader: 'bob',
  goal: 'replicas',
  until: AT,
  members: ['kim', 'ana'],
  formedAt: AT,
  rung: false,
};

describe('who is suggested', () => {
  const room = {
    floor: { holder: 'priya' },
    tasks: {
      count: 1,
      tasks: [task('roll back 812', 'bob', { dueAt: later(2) }), task('old', 'bob', { status: 'done' })],
    },
    crew: {
      ...initial.crew,
      members: {
        priya: member('Priya', 'database'),
        bob: member('Bob'),
        kim: member('Kim', 'database'),
        ana: member('Ana'),
        dana: { ...member('Dana', 'database'), as: 'observer' as const },
      },
      seats: [{ role: 'expert', person: 'ana', area: 'checkout', taken: true, at: AT, by: null }],
    },
  };
  const people = (what: string, gone: readonly string[] = []): readonly string[] =>
    suggest(room, what, (person) => (gone.includes(person) ? 'gone' : 'here')).map(({ person }) => person);

  it('TK86 for a task those whose area its words speak of are suggested first, the busy and the absent later, the commander last, observers never', () => {
    expect(people('check the database replicas')).toEqual(['kim', 'ana', 'bob', 'priya']);
    expect(people('why does checkout fail')[0]).toBe('ana');
    expect(people('check the database', ['kim'])).toEqual(['ana', 'bob', 'kim', 'priya']);
  });

  it('TK87 the composer says what a person already has, and how long that still takes', () => {
    const [bob] = suggest(room, '', () => 'here').filter(({ person }) => person === 'bob');
    expect(load(bob?.has ?? [], () => '2:10 left')).toBe('already has 1: roll back 812 (2:10 left)');
    expect(load([], () => '')).toBeNull();
  });
});

describe('the list of tasks', () => {
  const keys = (tasks: readonly Task[], teams: readonly Team[] = [], you = 'me') =>
    rowsOf({ tasks, count: tasks.length }, { teams }, you);

  it("TK88 the list of tasks begins with the reader's own, then what needs the commander, then what is due first", () => {
    const tasks = [
      task('late', 'a', { dueAt: later(9) }),
      task('soon', 'b'),
      task('mine', 'me', { dueAt: later(30) }),
      task('quiet', 'c', { status: 'offered', rung: 'nudged', dueAt: null }),
      task('stuck', 'd', { status: 'blocked' }),
      task('over', 'e', { rung: 'overdue' }),
      task('no', 'f', { status: 'declined' }),
      task('done', 'g', { status: 'done', endedAt: AT }),
      task('fresh', 'h', { status: 'offered', minutes: 7, dueAt: null }),
    ];
    const { mine, others, ended } = keys(tasks);
    expect(mine.map(({ key }) => key)).toEqual(['mine']);
    expect(others.map(({ key }) => key)).toEqual(['no', 'over', 'stuck', 'quiet', 'soon', 'fresh', 'late']);
    expect(ended.map(({ id }) => id)).toEqual(['done']);
  });

  it("TK89 in the list a team is kept together: its lead's tasks, and its members' indented below", () => {
    const members = [task('kims', 'kim', { rung: 'overdue' }), task('anas', 'ana')];
    expect(
      keys([task('other', 'x', { dueAt: later(1) }), task('bobs', 'bob'), ...members], [team]).others.map(
        ({ key }) => key,
      ),
    ).toEqual(['bobs', 'kims', 'anas', 'other']);
    const [heading, first] = keys(members, [team]).others;
    expect(heading).toMatchObject({ key: 'team t1' });
    expect(first).toMatchObject({ key: 'kims', below: { id: 't1' } });
  });
});
