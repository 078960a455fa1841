/**
 * People who joined by other people's links: how many, how many links deep, and how an administrator deactivates all of
 * them at once.
 */
import { describe, expect, it } from 'vitest';
import type { Actor, AnyEvent } from '../../shared/envelope.ts';
import { plusSeconds } from '../../shared/instants.ts';
import { LIMITS, MOST_LINKS } from '../../shared/workspace/invites.ts';
import { broughtBy, lineOf } from '../../shared/workspace/people.ts';
import { decide, evolve, initial, personIdOf } from '../../shared/workspace/rules.ts';
import type { WorkspaceState } from '../../shared/workspace/words.ts';
import { admin, clock, START } from '../support/domain/given.ts';

const DAY_S = 86_400;
const idOf = (name: string): string => personIdOf(name);
const actor = (name: string): Actor => ({ id: idOf(name), name, trained: false, administrator: false });
const hash = (name: string): string => Buffer.from(name).toString('hex').padEnd(64, '0');

/** A workspace that takes one command after another, some seconds after START. */
class Workspace {
  state: WorkspaceState = initial;
  version = 0;

  judge(
    by: Actor,
    type: string,
    { id = `c-${this.version}`, after = 0, ...data }: { id?: string; after?: number; [field: string]: unknown },
  ) {
    return decide(
      this.state,
      { id, type, data },
      { now: plusSeconds(START, after), actor: by, commandId: id, version: this.version + 1 },
    );
  }

  does(by: Actor, type: string, said: { id?: string; after?: number; [field: string]: unknown }): readonly AnyEvent[] {
    const verdict = this.judge(by, type, said);
    if (!verdict.ok) throw new Error(verdict.code);
    this.version += 1;
    this.state = evolve(this.state, {
      version: this.version,
      at: plusSeconds(START, said.after ?? 0),
      by: by.id,
      events: verdict.events,
    });
    return verdict.events;
  }

  refuses(by: Actor, type: string, said: { id?: string; after?: number; [field: string]: unknown }): string {
    const verdict = this.judge(by, type, said);
    return verdict.ok ? 'accepted' : verdict.code;
  }

  /** A link for many people by this maker, named by its number. */
  links(by: Actor, name: string, after = 0): void {
    this.does(by, 'workspace.make-invite', {
      after,
      invite: hash(name),
      role: 'responder',
      uses: 50,
      expiresAt: plusSeconds(START, after + DAY_S),
    });
  }

  comes(link: string, name: string, after = 0): string {
    return this.refuses(clock, 'workspace.use-invite', { after, id: name, invite: hash(link), name }) === 'accepted'
      ? (this.does(clock, 'workspace.use-invite', { after, id: name, invite: hash(link), name }), 'accepted')
      : this.refuses(clock, 'workspace.use-invite', { after, id: name, invite: hash(link), name });
  }
}

function workspace(): Workspace {
  const made = new Workspace();
  made.does(clock, 'workspace.add-person', { name: 'Ada', administrator: true, id: 'ada' });
  made.does(admin, 'workspace.add-person', { name: 'Bob', id: 'bob' });
  return made;
}

describe('who brought which people', () => {
  it('LW65 The links of one person and of everyone they brought admit 60 new people a minute and 100 a day together', () => {
    const log = workspace();
    log.links(actor('bob'), 'b1');
    expect(log.comes('b1', 'eve')).toBe('accepted');
    log.links(actor('eve'), 'e1');
    log.links(actor('bob'), 'b2');
    const limits = LIMITS.responder;
    for (let turn = 1; turn < limits.peopleAMinute; turn += 1)
      expect(log.comes(turn % 2 === 0 ? 'e1' : 'b2', `g${turn}`)).toBe('accepted');
    for (const link of ['e1', 'b2']) expect(log.comes(link, 'late', 59)).toBe('workspace.joining-too-fast');
    for (let turn = limits.peopleAMinute; turn < limits.peopleADay; turn += 1)
      expect(log.comes(turn % 2 === 0 ? 'e1' : 'b1', `g${turn}`, turn * 60)).toBe('accepted');
    const late = (limits.peopleADay + 2) * 60;
    log.links(actor('eve'), 'e2', late);
    expect(log.comes('e2', 'late', late)).toBe('workspace.joining-too-many');
    // Everyone has a budget of their own, and an administrator's is larger.
    log.does(admin, 'workspace.add-person', { name: 'Cem', id: 'cem', after: late });
    log.links(actor('cem'), 'c1', late);
    log.links(admin, 'a1', late);
    expect([log.comes('c1', 'h1', late), log.comes('a1', 'h2', late)]).toEqual(['accepted', 'accepted']);
    expect(log.comes('e2', 'next', late + DAY_S - 60)).toBe('accepted');
  });

  it('LW66 A person who joined by the third link in a row invites no one; a person an administrator brought starts a line of their own', () => {
    const log = workspace();
    const line = ['bob', 'x1', 'x2', 'x3'];
    for (let place = 0; place < MOST_LINKS; place += 1) {
      log.links(actor(line[place] as string), `l${place}`);
      expect(log.comes(`l${place}`, line[place + 1] as string)).toBe('accepted');
    }
    expect(lineOf(log.state, idOf('x3'))).toEqual([idOf('bob'), MOST_LINKS]);
    expect(
      log.refuses(actor('x3'), 'workspace.make-invite', {
        invite: hash('no'),
        role: 'responder',
        uses: 1,
        expiresAt: plusSeconds(START, 60),
      }),
    ).toBe('workspace.brought-too-far');
    log.links(admin, 'wide');
    log.comes('wide', 'own');
    expect(lineOf(log.state, idOf('own'))).toEqual([idOf('own'), 0]);
    log.links(actor('own'), 'o1');
    // A known person whose link only gives them more access doesn't count as brought by it.
    log.does(clock, 'workspace.use-invite', { invite: hash('o1'), person: idOf('bob') });
    expect(log.state.people[idOf('bob')]).not.toHaveProperty('broughtBy');
  });

  it('LW67 An administrator deactivates a person together with everyone they brought, in one commit; administrators among them stay, and so does everyone they brought', () => {
    const log = workspace();
    log.links(actor('bob'), 'b');
    for (const name of ['eve', 'max', 'pia']) log.comes('b', name);
    log.links(actor('eve'), 'e');
    for (const name of ['e1', 'e2']) log.comes('e', name);
    log.links(actor('pia'), 'p');
    log.comes('p', 'p1');
    log.does(admin, 'workspace.change-person', { person: idOf('pia'), administrator: true });
    log.does(admin, 'workspace.change-person', { person: idOf('max'), active: false });
    const preview = ['eve', 'e1', 'e2'].map(idOf);
    expect(broughtBy(log.state, idOf('bob')).map(({ id }) => id)).toEqual(preview);
    expect(log.refuses(actor('eve'), 'workspace.deactivate-with-brought', { person: idOf('bob') })).toBe(
      'workspace.administrators-only',
    );
    expect(log.refuses(admin, 'workspace.deactivate-with-brought', { person: 'p-no one' })).toBe(
      'workspace.unknown-person',
    );
    const events = log.does(admin, 'workspace.deactivate-with-brought', { person: idOf('bob') });
    expect(events.map(({ data }) => (data as { person: string }).person)).toEqual([idOf('bob'), ...preview]);
    expect(
      Object.values(log.state.people)
        .filter(({ active }) => active)
        .map(({ name }) => name),
    ).toEqual(['Ada', 'pia', 'p1']);
    expect(Object.values(log.state.invites).map(({ by }) => by)).toEqual([idOf('pia')]);
    expect(log.refuses(admin, 'workspace.deactivate-with-brought', { person: idOf('bob') })).toBe(
      'workspace.unchanged',
    );
    log.does(admin, 'workspace.change-person', { person: idOf('pia'), administrator: false });
    expect(log.refuses(admin, 'workspace.deactivate-with-brought', { person: idOf('ada') })).toBe(
      'workspace.last-administrator',
    );
    // The people they brought can be deactivated after them, too.
    log.does(admin, 'workspace.change-person', { person: idOf('e1'), active: true });
    expect(
      log
        .does(admin, 'workspace.deactivate-with-brought', { person: idOf('bob') })
        .map(({ data }) => (data as { person: string }).person),
    ).toEqual([idOf('pia'), idOf('e1'), idOf('p1')]);
  });
});
