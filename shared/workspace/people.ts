/**
 * The people of the workspace: added, changed, deactivated and activated again.
 *
 *   added --deactivate--> inactive (their name stays) --activate--> active, without earlier sessions, tokens or invites
 *
 * Administrators change everyone; every person their own name and area.
 * What always holds: once there was an active administrator there is one; whatever let a person sign in before they
 * were deactivated (sessions, tokens, invites) never works again, because it carries the generation in which it was
 * made.
 */
import { accept, refuse, type Folds, type Refused, type Verdict } from '../decider.ts';
import { CLOCK, type Actor, type Context } from '../envelope.ts';
import type { Person, WorkspaceCommand, WorkspaceEvent, WorkspaceState } from './words.ts';

type Say<Type extends WorkspaceCommand['type']> = Extract<WorkspaceCommand, { type: Type }>['data'];
type PersonEvent = Extract<WorkspaceEvent, { type: `workspace.person-${string}` }>;
type Answer = Verdict<WorkspaceEvent>;

/** The id of the person this command adds: the sender knows it before the answer comes. */
export const personIdOf = (commandId: string): string => `p-${commandId}`;

/** A person of this workspace, active or not; null for an unknown id. */
export function personIn({ people }: Pick<WorkspaceState, 'people'>, id: string): Person | null {
  return (Object.hasOwn(people, id) ? people[id] : undefined) ?? null;
}

/** How often this person has been deactivated so far. Anything made in an earlier generation is invalid. */
export const generationOf = (person: Pick<Person, 'generation'>): number => person.generation ?? 0;

type People = Pick<WorkspaceState, 'people'>;

/**
 * The person whose link this one joined by, if that is no administrator: a person brought by an administrator stands
 * for themself.
 */
function bringerOf(state: People, id: string): Person | null {
  const bringer = personIn(state, personIn(state, id)?.broughtBy ?? '');
  return bringer === null || bringer.administrator ? null : bringer;
}

/**
 * The people between this one and the root, whose links count this one's newcomers: themself last, if no one who counts
 * brought them.
 */
export function lineOf(state: People, id: string): readonly [root: string, depth: number] {
  let [root, depth] = [id, 0];
  for (let bringer = bringerOf(state, root); bringer !== null; bringer = bringerOf(state, root))
    [root, depth] = [bringer.id, depth + 1];
  return [root, depth];
}

/**
 * Every active person this person's links brought, and the links of those, and so on; but no administrator, and no one
 * brought by one of theirs.
 */
export function broughtBy({ people }: People, id: string): readonly Person[] {
  const ofEach = new Map<string, Person[]>();
  for (const person of Object.values(people))
    if (person.broughtBy !== undefined) ofEach.set(person.broughtBy, [...(ofEach.get(person.broughtBy) ?? []), person]);
  const found: Person[] = [];
  for (let next = [id]; next.length > 0;) {
    const some = next.flatMap((each) => ofEach.get(each) ?? []).filter(({ administrator }) => !administrator);
    found.push(...some);
    next = some.map((each) => each.id);
  }
  return found.filter(({ active }) => active);
}

export function addPerson(state: WorkspaceState, data: Say<'workspace.add-person'>, context: Context): Answer {
  const person = personIdOf(context.commandId);
  // The same command can only arrive again after the log forgot its id: the person exists already.
  if (Object.hasOwn(state.people, person)) return accept();
  const { name, area, email, trained = false, administrator = false, observer = false } = data;
  const known = { ...(area === undefined ? {} : { area }), ...(email === undefined ? {} : { email }) };
  return accept({
    type: 'workspace.person-added',
    data: { person, name, ...known, trained, administrator, observer },
  });
}

export type PersonWish = Omit<Say<'workspace.change-person'>, 'person'>;
const OWN: ReadonlySet<string> = new Set(['name', 'area'] satisfies Array<keyof PersonWish>);

export const mayManagePeople = ({ id, administrator }: Pick<Actor, 'id' | 'administrator'>): boolean =>
  administrator || id === CLOCK;

/** Whose sessions and tokens this actor sees and ends: their own, and an administrator everyone's. */
export const mayEndFor = (actor: Pick<Actor, 'id' | 'administrator'>, person: string): boolean =>
  actor.id === person || mayManagePeople(actor);

/**
 * Why this actor may not let this person in by a link. No one becomes an administrator by a link of another one.
 * Refusals: administrators-only, unknown-person, administrators-sign-in-themselves.
 */
export function linkRefusal(
  actor: Pick<Actor, 'id' | 'administrator'>,
  { id, active, administrator }: Pick<Person, 'id' | 'active' | 'administrator'>,
): Refused | null {
  if (!mayManagePeople(actor)) return refuse('workspace.administrators-only');
  if (!active) return refuse('workspace.unknown-person', { person: id });
  return administrator ? refuse('workspace.administrators-sign-in-themselves') : null;
}

/** Why this actor may not change these fields of this person; null when they may. Refusals: administrators-only. */
export function strangerToChange(
  actor: Pick<Actor, 'id' | 'administrator'>,
  person: string,
  wanted: PersonWish,
): Refused | null {
  const isOwn = person === actor.id && Object.keys(wanted).every((field) => OWN.has(field));
  return isOwn || mayManagePeople(actor) ? null : refuse('workspace.administrators-only');
}

/** Refusals: unknown-person, unchanged, last-administrator. */
export function changePerson(state: People, data: Say<'workspace.change-person'>): Answer {
  const { person, ...wanted } = data;
  const known = personIn(state, person);
  if (known === null) return refuse('workspace.unknown-person', { person });
  const changed = differing(wanted, { ...known, email: known.email ?? null });
  if (changed === null) return refuse('workspace.unchanged');
  if (!isAdministrator({ ...known, ...changed }) && isLastAdministrator(state, known)) {
    return refuse('workspace.last-administrator', { person });
  }
  return accept({ type: 'workspace.person-changed', data: { person, ...changed } });
}

/** Refusals: unknown-person, unchanged, last-administrator. */
export function deactivateWithBrought(
  state: WorkspaceState,
  { person }: Say<'workspace.deactivate-with-brought'>,
): Answer {
  const own = changePerson(state, { person, active: false });
  const others = broughtBy(state, person).map((each): PersonEvent => ({
    type: 'workspace.person-changed',
    data: { person: each.id, active: false },
  }));
  if (!own.ok) return own.code === 'workspace.unchanged' && others.length > 0 ? accept(...others) : own;
  return accept(...own.events, ...others);
}

/** The wanted values that differ; null when there are none. */
export function differing<Wanted extends object>(wanted: Wanted, known: object): Wanted | null {
  const changed = Object.entries(wanted).filter(
    ([name, value]) => value !== undefined && value !== (known as Record<string, unknown>)[name],
  );
  return changed.length === 0 ? null : (Object.fromEntries(changed) as Wanted);
}

const isAdministrator = (person: Pick<Person, 'administrator' | 'active'>): boolean =>
  person.administrator && person.active;
export const isLastAdministrator = (state: People, person: Person): boolean =>
  isAdministrator(person) && administrators(state) === 1;
const administrators = (state: People): number => Object.values(state.people).filter(isAdministrator).length;

export const personFolds: Folds<WorkspaceState, PersonEvent> = {
  'workspace.person-added': (state, { person: id, area = null, ...rest }, { at: addedAt }) => ({
    ...state,
    people: { ...state.people, [id]: { id, area, ...rest, active: true, addedAt } },
  }),
  'workspace.person-changed': (state, { person: id, rooms, email, ...changed }) => {
    const known = personIn(state, id);
    if (known === null) return state;
    const { rooms: before, ...rest } = email === undefined ? known : withoutEmail(known);
    const confined = rooms === undefined ? before : (rooms ?? undefined);
    const isEnd = known.active && changed.active === false;
    const person: Person = {
      ...rest,
      ...changed,
      ...(typeof email === 'string' ? { email } : {}),
      ...(confined === undefined ? {} : { rooms: confined }),
      ...(isEnd ? { generation: generationOf(known) + 1 } : {}),
    };
    const invites = isEnd
      ? Object.fromEntries(Object.entries(state.invites).filter(([, invite]) => invite.by !== id))
      : state.invites;
    return { ...state, people: { ...state.people, [id]: person }, invites };
  },
};

/** Another email is one that no one has vouched for yet. */
function withoutEmail({ email: _email, emailVerified: _verified, ...person }: Person): Person {
  return person;
}
