/** The rules of the service map: who may change it, and that its services fit together. */
import { describe, expect, it } from 'vitest';
import { decide, evolve, initial, personIdOf, WORKSPACE_LAW_VERSION } from '../../shared/workspace/rules.ts';
import { sentences } from '../../shared/workspace/sentences.ts';
import {
  commands,
  type Service,
  type WorkspaceCommand,
  type WorkspaceEvent,
  type WorkspaceState,
} from '../../shared/workspace/words.ts';
import type { Actor } from '../../shared/envelope.ts';
import { admin, ana, bob, clock, START } from '../support/domain/given.ts';

type Wish = Pick<WorkspaceCommand, 'type' | 'data'>;

const judge = (state: WorkspaceState, actor: Actor, { type, data }: Wish, id = 'c-1') =>
  decide(state, { id, type, data }, { now: START, actor, commandId: id, version: 1 });

function after(state: WorkspaceState, actor: Actor, wish: Wish, id = 'c-1'): WorkspaceState {
  const verdict = judge(state, actor, wish, id);
  if (!verdict.ok) throw new Error(verdict.code);
  return evolve(state, { version: 1, at: START, by: actor.id, events: verdict.events });
}

function outcome(state: WorkspaceState, actor: Actor, wish: Wish): string {
  const verdict = judge(state, actor, wish);
  return verdict.ok ? 'accepted' : verdict.code;
}

const set = (service: Service): Wish => ({ type: 'workspace.set-service', data: { service } });
const remove = (service: string): Wish => ({ type: 'workspace.remove-service', data: { service } });
const bring = (...services: Service[]): Wish => ({ type: 'workspace.import-services', data: { services } });
const add = (name: string): Wish => ({ type: 'workspace.add-person', data: { name } });

const owner: Actor = { ...ana, id: personIdOf('ana') };
const other: Actor = { ...bob, id: personIdOf('bob') };
const people = after(after(initial, clock, add('Ana'), 'ana'), clock, add('Bob'), 'bob');

const database: Service = { id: 'database', name: 'Orders database' };
const checkout: Service = {
  id: 'checkout',
  name: 'Checkout',
  owner: { name: 'Ana', person: owner.id },
  runbooks: [{ title: 'When cards fail', url: 'https://wiki.example/cards' }],
  dependsOn: ['database'],
};
const drawn = after(people, admin, bring(checkout, database));

describe('the map of services', () => {
  it('WS40 administrators and the servers set services on the map, and each is there as it was set last', () => {
    const both = after(after(people, admin, set(database)), clock, set(checkout));
    expect(both.services).toEqual({ database, checkout });
    expect(after(both, admin, set({ ...checkout, name: 'Cart and checkout' })).services['checkout']).toEqual({
      ...checkout,
      name: 'Cart and checkout',
    });
  });

  it("WS41 the owner of a service sets that one, and no one else's", () => {
    expect(after(drawn, owner, set({ ...checkout, about: 'Takes the money' })).services['checkout']?.about).toBe(
      'Takes the money',
    );
    expect(outcome(drawn, owner, set({ ...database, about: 'Mine now' }))).toBe('workspace.not-your-service');
    expect(outcome(drawn, other, set({ ...checkout, owner: { name: 'Bob', person: other.id } }))).toBe(
      'workspace.not-your-service',
    );
    const left = after(drawn, admin, { type: 'workspace.change-person', data: { person: owner.id, active: false } });
    expect(outcome(left, owner, set({ ...checkout, about: 'Still mine' }))).toBe('workspace.unknown-person');
  });

  it('WS42 new services, removals and imports are for administrators', () => {
    for (const wish of [
      set({ id: 'mail', name: 'Mail' }),
      set({ id: 'constructor', name: 'Mail' }),
      remove('checkout'),
      bring(checkout),
    ]) {
      expect(outcome(drawn, owner, wish)).toBe('workspace.administrators-only');
    }
  });

  it('WS43 a service depends only on services of the map or of the same import, and not on itself', () => {
    expect(outcome(people, admin, set(checkout))).toBe('workspace.depends-on-unknown');
    expect(outcome(drawn, admin, set({ ...database, dependsOn: ['constructor'] }))).toBe(
      'workspace.depends-on-unknown',
    );
    expect(outcome(drawn, admin, set({ ...database, dependsOn: ['database'] }))).toBe('workspace.depends-on-itself');
    expect(outcome(people, admin, bring(checkout, { ...database, dependsOn: ['checkout'] }))).toBe('accepted');
  });

  it('WS44 a contact who is named as a person is a person of the workspace; one who is only a name may be anyone', () => {
    expect(outcome(drawn, admin, set({ ...database, expert: { name: 'Eve', person: 'p-eve' } }))).toBe(
      'workspace.unknown-person',
    );
    expect(outcome(drawn, admin, set({ ...database, escalation: { name: 'Vendor hotline' } }))).toBe('accepted');
  });

  it('WS45 what is on the map already is not written again, however it is put', () => {
    const reordered = {
      dependsOn: ['database', 'database'],
      dashboards: [],
      name: checkout.name,
      id: 'checkout',
      owner: checkout.owner,
      runbooks: checkout.runbooks,
    } as Service;
    expect(outcome(drawn, admin, set(reordered))).toBe('workspace.unchanged');
    expect(outcome(drawn, admin, bring(checkout, database))).toBe('workspace.unchanged');
    const verdict = judge(drawn, admin, bring(checkout, { ...database, about: 'Postgres' }));
    expect(verdict.ok && verdict.events).toEqual([
      {
        type: 'workspace.services-imported',
        data: { services: [{ id: 'database', name: 'Orders database', about: 'Postgres' }] },
      },
    ]);
  });

  it('WS46 an import is applied whole or not at all, and leaves the others as they are', () => {
    expect(
      outcome(
        drawn,
        admin,
        bring({ ...database, about: 'Postgres' }, { id: 'mail', name: 'Mail', dependsOn: ['queue'] }),
      ),
    ).toBe('workspace.depends-on-unknown');
    expect(Object.keys(after(drawn, admin, bring({ id: 'mail', name: 'Mail' })).services)).toEqual([
      'checkout',
      'database',
      'mail',
    ]);
    expect(
      commands['workspace.import-services'].safeParse(bring(database, { ...database, name: 'Twice' }).data).success,
    ).toBe(false);
  });

  it("WS47 a service that is removed is no longer anything's dependency, and one that is not there cannot be removed", () => {
    const rest = after(drawn, admin, remove('database')).services;
    expect(rest).toEqual({
      checkout: { id: 'checkout', name: 'Checkout', owner: checkout.owner, runbooks: checkout.runbooks },
    });
    expect(outcome(drawn, admin, remove('constructor'))).toBe('workspace.unknown-service');
  });

  it('WS48 the map holds 500 services', () => {
    const full = after(
      people,
      admin,
      bring(...Array.from({ length: 500 }, (_, index) => ({ id: `s-${index}`, name: `Service ${index}` }))),
    );
    expect(outcome(full, admin, set({ id: 'one-more', name: 'One more' }))).toBe('workspace.too-many-services');
    expect(outcome(full, admin, set({ id: 's-7', name: 'Renamed' }))).toBe('accepted');
  });

  it('WS49 a workspace from before the map folds to an empty map, and each word about it is a sentence', () => {
    expect(people.services).toEqual({});
    expect(WORKSPACE_LAW_VERSION).toBeGreaterThan(1);
    const said = (wish: Wish): string => {
      const verdict = judge(drawn, admin, wish);
      const [event] = (verdict.ok ? verdict.events : []) as [WorkspaceEvent];
      return (sentences[event.type] as (data: object, name: (person: string) => string) => string)(event.data, String);
    };
    expect([
      said(set({ ...database, about: 'x' })),
      said(remove('database')),
      said(bring({ id: 'mail', name: 'Mail' })),
    ]).toEqual([
      'Service Orders database was saved on the map.',
      'Service Orders database was removed from the map.',
      'One service imported: Mail.',
    ]);
  });
});
