/** The rules of who joins the workspace and who is removed: invites, deactivation, names. */
import { describe, expect, it } from 'vitest';
import type { AnyEvent, Actor } from '../../shared/envelope.ts';
import { plusSeconds } from '../../shared/instants.ts';
import { person } from '../../shared/protocol.ts';
import { LIMITS, openInvites } from '../../shared/workspace/invites.ts';
import { decide, evolve, initial, personIdOf } from '../../shared/workspace/rules.ts';
import { sentences } from '../../shared/workspace/sentences.ts';
import type { WorkspaceState } from '../../shared/workspace/words.ts';
import { admin, clock, START } from '../support/domain/given.ts';

const actor = (id: string): Actor => ({ id, name: id, trained: false, administrator: false });
const bob = actor(personIdOf('bob'));
const olga = actor(personIdOf('olga'));
const hash = (name: string): string => Buffer.from(name).toString('hex').padEnd(64, '0');

/** A workspace that takes one command after another, at instants that the test chooses. */
class Workspace {
  state: WorkspaceState = initial;
  version = 0;

  judge(
    by: Actor,
    type: string,
    data: object,
    { id = `c-${this.version}`, after = 0 }: { id?: string; after?: number } = {},
  ) {
    return decide(
      this.state,
      { id, type, data },
      { now: plusSeconds(START, after), actor: by, commandId: id, version: this.version + 1 },
    );
  }

  does(by: Actor, type: string, data: object, more: { id?: string; after?: number } = {}): readonly AnyEvent[] {
    const verdict = this.judge(by, type, data, more);
    if (!verdict.ok) throw new Error(verdict.code);
    this.version += 1;
    this.state = evolve(this.state, {
      version: this.version,
      at: plusSeconds(START, more.after ?? 0),
      by: by.id,
      events: verdict.events,
    });
    return verdict.events;
  }

  refuses(by: Actor, type: string, data: object, more: { id?: string; after?: number } = {}): string {
    const verdict = this.judge(by, type, data, more);
    return verdict.ok ? 'accepted' : verdict.code;
  }
}

const link = (name: string, more: object = {}): object => ({
  invite: hash(name),
  role: 'responder',
  uses: 1,
  expiresAt: plusSeconds(START, 3600),
  ...more,
});

function workspace(): Workspace {
  const made = new Workspace();
  made.does(clock, 'workspace.add-person', { name: 'Ada', administrator: true }, { id: 'ada' });
  made.does(admin, 'workspace.add-person', { name: 'Bob' }, { id: 'bob' });
  made.does(admin, 'workspace.add-person', { name: 'Olga', observer: true }, { id: 'olga' });
  return made;
}

describe('invites', () => {
  it('WS94 an invite is known by a hash, admits as many as it says and no one after its end', () => {
    const log = workspace();
    expect(log.does(bob, 'workspace.make-invite', link('a', { uses: 2 }))).toEqual([
      {
        type: 'workspace.invite-made',
        data: { invite: hash('a'), by: bob.id, role: 'responder', uses: 2, expiresAt: plusSeconds(START, 3600) },
      },
    ]);
    expect(log.refuses(bob, 'workspace.use-invite', { invite: hash('a'), name: 'Kim' })).toBe(
      'workspace.administrators-only',
    );
    expect(
      log
        .does(clock, 'workspace.use-invite', { invite: hash('a'), name: 'Kim' }, { id: 'kim' })
        .map(({ type }) => type),
    ).toEqual(['workspace.person-added', 'workspace.invite-used']);
    expect(log.judge(clock, 'workspace.use-invite', { invite: hash('a'), name: 'Kim' }, { id: 'kim' })).toEqual({
      ok: true,
      events: [],
    });
    log.does(clock, 'workspace.use-invite', { invite: hash('a'), name: 'Kay' }, { id: 'kay' });
    expect(log.refuses(clock, 'workspace.use-invite', { invite: hash('a'), name: 'Kai' })).toBe('access.invite-over');
    log.does(bob, 'workspace.make-invite', link('b'));
    expect(log.refuses(clock, 'workspace.use-invite', { invite: hash('b'), name: 'Late' }, { after: 3600 })).toBe(
      'access.invite-over',
    );
    expect(log.refuses(olga, 'workspace.revoke-invite', { invite: hash('b') })).toBe('workspace.unknown-invite');
    expect(log.does(bob, 'workspace.revoke-invite', { invite: hash('b') })).toEqual([
      { type: 'workspace.invite-revoked', data: { invite: hash('b') } },
    ]);
    expect(log.refuses(clock, 'workspace.use-invite', { invite: hash('b'), name: 'Late' })).toBe('access.invite-over');
    log.does(bob, 'workspace.make-invite', link('c'), { after: 120 });
    expect(Object.keys(log.state.invites)).toEqual([hash('c')]);
  });

  it('WS95 a responder makes 20 links a minute, each for 50 people and 7 days at most; an administrator more; an observer none', () => {
    const log = workspace();
    expect(log.refuses(olga, 'workspace.make-invite', link('o'))).toBe('workspace.observers-invite-nobody');
    expect(log.refuses(actor('p-nobody'), 'workspace.make-invite', link('n'))).toBe('workspace.unknown-person');
    for (const wide of [{ uses: 51 }, { expiresAt: plusSeconds(START, 7 * 86_400 + 1) }]) {
      expect(log.refuses(bob, 'workspace.make-invite', link('wide', wide))).toBe('workspace.invite-too-wide');
      expect(log.refuses(admin, 'workspace.make-invite', link('wide', wide))).toBe('accepted');
    }
    for (let at = 0; at < LIMITS.responder.madeAMinute; at += 1)
      log.does(bob, 'workspace.make-invite', link(`many ${at}`));
    expect(log.refuses(bob, 'workspace.make-invite', link('more'), { after: 59 })).toBe('workspace.inviting-too-fast');
    expect(log.refuses(admin, 'workspace.make-invite', link('more'), { after: 59 })).toBe('accepted');
    expect(log.refuses(bob, 'workspace.make-invite', link('more'), { after: 60 })).toBe('accepted');
    for (let at = 20; at < LIMITS.responder.open; at += 1)
      log.does(bob, 'workspace.make-invite', link(`many ${at}`), { after: at * 60 });
    expect(
      log.refuses(bob, 'workspace.make-invite', link('more', { expiresAt: plusSeconds(START, 86_400) }), {
        after: 3500,
      }),
    ).toBe('workspace.too-many-invites');
    expect(openInvites(log.state, plusSeconds(START, 3500))).toHaveLength(LIMITS.responder.open);
    expect(
      log.refuses(bob, 'workspace.make-invite', link('more', { expiresAt: plusSeconds(START, 86_400) }), {
        after: 3600,
      }),
    ).toBe('accepted');
  });

  it('WS96 the links of one maker bring 60 new people a minute at most, however many links there are', () => {
    const log = workspace();
    for (const name of ['a', 'b']) log.does(bob, 'workspace.make-invite', link(name, { uses: 50 }));
    for (let at = 0; at < LIMITS.responder.peopleAMinute; at += 1)
      log.does(
        clock,
        'workspace.use-invite',
        { invite: hash(at % 2 === 0 ? 'a' : 'b'), name: `Guest ${at}` },
        { id: `g-${at}` },
      );
    expect(log.refuses(clock, 'workspace.use-invite', { invite: hash('a'), name: 'More' }, { after: 59 })).toBe(
      'workspace.joining-too-fast',
    );
    expect(log.refuses(clock, 'workspace.use-invite', { invite: hash('a'), name: 'More' }, { after: 60 })).toBe(
      'accepted',
    );
    log.does(admin, 'workspace.make-invite', link('wide', { uses: 100 }));
    expect(log.refuses(clock, 'workspace.use-invite', { invite: hash('wide'), name: 'Another' })).toBe('accepted');
  });

  it('WS97 deactivating ends the invites that a person made and all that let them in; activating brings none of it back', () => {
    const log = workspace();
    log.does(bob, 'workspace.make-invite', link('a'));
    log.does(admin, 'workspace.make-invite', link('b'));
    const [gone] = log.does(admin, 'workspace.change-person', { person: bob.id, active: false });
    expect(log.state.people[bob.id]).toMatchObject({ name: 'Bob', active: false, generation: 1 });
    expect(Object.keys(log.state.invites)).toEqual([hash('b')]);
    expect(log.refuses(clock, 'workspace.use-invite', { invite: hash('a'), name: 'Eve' })).toBe('access.invite-over');
    expect(log.refuses(bob, 'workspace.make-invite', link('c'))).toBe('workspace.unknown-person');
    const [back] = log.does(admin, 'workspace.change-person', { person: bob.id, active: true });
    expect(log.state.people[bob.id]).toMatchObject({ active: true, generation: 1 });
    expect(Object.keys(log.state.invites)).toEqual([hash('b')]);
    const said = [gone, back].map((event) =>
      sentences['workspace.person-changed']((event as { data: { person: string } }).data, () => 'Bob'),
    );
    expect(said).toEqual(['Bob was deactivated.', 'Bob was reactivated.']);
  });

  it('WS98 a person invited to observe one room sees that room; a known person stays the same person and never sees less because of a link', () => {
    const log = workspace();
    log.does(admin, 'workspace.make-invite', link('one', { role: 'observer', room: 'inc-1', uses: 5 }));
    log.does(admin, 'workspace.make-invite', link('two', { role: 'observer', room: 'inc-2', uses: 5 }));
    log.does(admin, 'workspace.make-invite', link('all', { uses: 5 }));
    log.does(clock, 'workspace.use-invite', { invite: hash('one'), name: 'Uma' }, { id: 'uma' });
    const uma = personIdOf('uma');
    expect(log.state.people[uma]).toMatchObject({ observer: true, rooms: ['inc-1'] });
    expect(log.judge(clock, 'workspace.use-invite', { invite: hash('one'), person: uma })).toEqual({
      ok: true,
      events: [],
    });
    log.does(clock, 'workspace.use-invite', { invite: hash('two'), person: uma });
    expect(log.state.people[uma]?.rooms).toEqual(['inc-1', 'inc-2']);
    log.does(clock, 'workspace.use-invite', { invite: hash('all'), person: uma });
    expect(log.state.people[uma]).toMatchObject({ observer: false });
    expect(log.state.people[uma]).not.toHaveProperty('rooms');
    for (const name of ['one', 'all'])
      expect(log.judge(clock, 'workspace.use-invite', { invite: hash(name), person: bob.id })).toEqual({
        ok: true,
        events: [],
      });
    expect(log.state.invites[hash('all')]?.uses).toBe(4);
    expect(log.refuses(clock, 'workspace.use-invite', { invite: hash('all'), person: 'p-x' })).toBe(
      'workspace.unknown-person',
    );
  });
});

describe('names', () => {
  const named = (name: string): string | null => person.safeParse({ name }).data?.name ?? null;

  it('WS99 a name is seen whole: invisible and direction-changing characters are refused, every script is taken, trimmed and composed', () => {
    const refused = [
      '\u200b',
      '\u3164',
      '\u2060',
      '\u00ad',
      '\u2800',
      'Kim\u{e0041}\u{e0042}',
      '\u200d',
      'Kim\u200b',
      'K\u2060im',
      '\ufeff',
      '  ',
      'Kim\u0000',
      '\u0301',
    ];
    const turning = [0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069].map(
      (code) => `Kim${String.fromCodePoint(code)}miK`,
    );
    for (const name of [...refused, ...turning]) expect(named(name), JSON.stringify(name)).toBeNull();
    for (const name of [
      'Équipe réseau',
      'O’Brien',
      'Jean Luc',
      'Ведущий',
      '山田 太郎',
      'علی‌رضا',
      '👩‍🚒 Noor',
      '👨‍👩‍👧‍👦',
      '❤️ Kim',
      'क्‍ष',
    ])
      expect(named(name), name).toBe(name.normalize('NFC'));
    expect(named('  Jose\u0301 ')).toBe('José');
  });
});

describe('who acts', () => {
  it('WS105 Everyone is judged as the workspace knows them now, whatever the sender of their command believed', () => {
    const workspace = new Workspace();
    workspace.does(admin, 'workspace.add-person', { name: 'Ana', administrator: true }, { id: 'ana' });
    workspace.does(admin, 'workspace.add-person', { name: 'Bob', administrator: true }, { id: 'bob' });
    const believed: Actor = { ...bob, administrator: true };
    workspace.does(admin, 'workspace.change-person', { person: bob.id, administrator: false });
    expect(workspace.refuses(believed, 'workspace.change-person', { person: personIdOf('ana'), active: false })).toBe(
      'workspace.administrators-only',
    );
    expect(workspace.refuses(believed, 'workspace.make-invite', link('wide', { uses: 1000 }))).toBe(
      'workspace.invite-too-wide',
    );
    workspace.does(admin, 'workspace.change-person', { person: bob.id, active: false });
    for (const [type, data] of [
      ['workspace.change-person', { person: bob.id, active: true }],
      ['workspace.make-invite', link('late')],
      ['workspace.register-room', { request: 'r-1' }],
    ] as const) {
      expect(workspace.refuses(believed, type, data)).toBe('workspace.unknown-person');
    }
  });
});
