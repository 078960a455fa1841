/**
 * The people of the workspace over HTTP: listed for its members, added, changed, deactivated and activated by
 * administrators; their own name and area changed by everyone. The workspace's own domain says what may be changed.
 */
import type { z } from 'zod';
import { person, personChange } from '../../shared/protocol.ts';
import { isMember } from '../../shared/room.ts';
import { strangerToChange } from '../../shared/workspace/people.ts';
import type { Person } from '../../shared/workspace/words.ts';
import type { Caller } from '../access/caller.ts';
import type { People } from '../access/people.ts';
import { isConfined, maySee } from '../edge/room-guard.ts';
import { no } from '../edge/well-formed.ts';
import type { Commanding } from '../sockets/commanding.ts';
import { done, reply } from './answer.ts';
import { changedPerson, made, nothing, people as listed, type Answer, type Who } from './answers.ts';
import { route, type Exchange, type Route } from './exchange.ts';
import { actOnWorkspace } from './workspace-acts.ts';

export interface PeopleRouteParts extends Commanding {
  readonly people: People;
}

export function peopleRoutes(parts: PeopleRouteParts): readonly Route[] {
  return [
    route('delete', '/api/people/{id}/account', {
      id: 'releaseAccount',
      gives: [204, nothing],
      about:
        'Release the account at the sign-in provider that this person signed in with: the next one with their verified email is theirs (administrators).',
      handle: (exchange) => releaseAccount(parts, exchange),
    }),
    route('get', '/api/people', {
      id: 'listPeople',
      gives: [200, listed],
      about: 'The people of this workspace; of your rooms only, if you were invited to observe only those.',
      handle: async ({ caller }) =>
        reply(200, {
          people: (await seenBy(parts, caller)).map((each) =>
            caller.administrator ? toAdministrators(each) : whoIs(each),
          ),
        }),
    }),
    route('post', '/api/people', {
      id: 'addPerson',
      gives: [201, made],
      about: 'Add a person (administrators).',
      body: person,
      handle: (exchange) => addPerson(parts, exchange),
    }),
    route('patch', '/api/people/{id}', {
      id: 'changePerson',
      gives: [200, changedPerson],
      about:
        'Change a person (administrators; everyone their own name and area). `active: false` deactivates them: their sessions, tokens and invites end within two seconds; with `withBrought: true` so do those of everyone their links brought.',
      body: personChange,
      handle: (exchange) => changePerson(parts, exchange),
    }),
  ];
}

/** `broughtBy` is for administrators: whose link this person joined by. */
const toAdministrators = (person: Person): Who => ({
  ...withEmail(person, whoIs(person)),
  ...(person.broughtBy === undefined ? {} : { broughtBy: person.broughtBy }),
});

/** An email is shown to its person and to administrators. */
export const withEmail = ({ email, emailVerified }: Person, who: Who): Who => ({
  ...who,
  ...(email === undefined ? {} : { email }),
  ...(emailVerified === undefined ? {} : { emailVerified }),
});

export const whoIs = (
  { id, name, area, trained, observer, active, administrator, rooms }: Person,
  isAdministrator = administrator,
): Who => ({
  id,
  name,
  area,
  administrator: isAdministrator,
  trained,
  observer,
  active,
  ...(rooms === undefined ? {} : { rooms }),
});

async function seenBy({ hosting, people }: PeopleRouteParts, caller: Caller): Promise<readonly Person[]> {
  const all = await people.all();
  if (!isConfined(caller)) return all;
  const rooms = (await Promise.all(caller.person.rooms.map((id) => hosting.room(id)))).filter(
    (hosted) => hosted !== null && maySee(caller, hosted),
  );
  return all.filter(
    ({ id }) => id === caller.person.id || rooms.some((hosted) => hosted !== null && isMember(hosted.folded.state, id)),
  );
}

async function addPerson(
  { people }: PeopleRouteParts,
  { caller, body, audit }: Exchange<Caller, z.output<typeof person>, unknown>,
): Promise<Answer<typeof made>> {
  if (!caller.administrator) return no('access.not-administrator');
  const added = await people.add(body, caller.actor);
  if (!added.ok) return added;
  audit('person.added', { by: caller.actor.id, person: added.person.id });
  return reply(201, { id: added.person.id });
}

async function changePerson(
  parts: PeopleRouteParts,
  { caller, params, body, audit }: Exchange<Caller, z.output<typeof personChange>, unknown>,
): Promise<Answer<typeof changedPerson>> {
  const id = params['id'] ?? '';
  const { withBrought, ...change } = body;
  if (strangerToChange(caller.actor, id, change) !== null) return no('access.not-administrator');
  const before = await parts.people.all();
  if (!before.some((each) => each.id === id)) return no('http.no-such-address');
  const wish =
    withBrought === true
      ? ({ type: 'workspace.deactivate-with-brought', data: { person: id } } as const)
      : ({ type: 'workspace.change-person', data: { person: id, ...change } } as const);
  const refusal = await actOnWorkspace(parts, caller, wish);
  // A change that changes nothing has succeeded.
  if (refusal !== null && refusal.code !== 'workspace.unchanged') return refusal;
  const people = await parts.people.all();
  const changed = people.find((each) => each.id === id);
  const { active, administrator, trained } = change;
  if (refusal === null)
    audit(active === undefined ? 'person.changed' : active ? 'person.activated' : 'person.deactivated', {
      person: id,
      administrator,
      trained,
    });
  const others = withBrought === true ? deactivatedSince(before, people).filter((each) => each !== id) : [];
  for (const each of others) audit('person.deactivated', { person: each, with: id });
  return changed === undefined
    ? no('unconfirmed')
    : reply(200, {
        ...(caller.administrator ? toAdministrators(changed) : whoIs(changed)),
        ...(withBrought === true ? { deactivated: others } : {}),
      });
}

async function releaseAccount(
  parts: PeopleRouteParts,
  { caller, params, audit }: Exchange<Caller, unknown, unknown>,
): Promise<Answer<typeof nothing>> {
  if (!caller.administrator) return no('access.not-administrator');
  const person = params['id'] ?? '';
  const refusal = await actOnWorkspace(parts, caller, { type: 'workspace.release-account', data: { person } });
  if (refusal !== null && refusal.code !== 'workspace.unchanged') return refusal;
  audit('account.released', { by: caller.actor.id, person });
  return done;
}

function deactivatedSince(before: readonly Person[], now: readonly Person[]): readonly string[] {
  const active = new Set(before.filter((each) => each.active).map(({ id }) => id));
  return now.filter((each) => !each.active && active.has(each.id)).map(({ id }) => id);
}
