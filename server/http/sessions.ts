/** A person's sessions over HTTP, listed and ended by themselves and by administrators; and an administrator's link in. */
import { z } from 'zod';
import type { NotOk } from '../../shared/protocol.ts';
import { generationOf, linkRefusal, mayEndFor, personIn } from '../../shared/workspace/people.ts';
import type { Person } from '../../shared/workspace/words.ts';
import type { Caller } from '../access/caller.ts';
import { makerOf } from '../access/invites.ts';
import { idOf } from '../access/sessions.ts';
import { tooManyLinks } from '../budgets/budgets.ts';
import { no } from '../edge/well-formed.ts';
import type { AccessRouteParts } from './access.ts';
import { done, reply } from './answer.ts';
import { linkTo, nothing, sessionList, type Answer } from './answers.ts';
import { route, type Exchange, type Route } from './exchange.ts';

type SessionRouteParts = Pick<AccessRouteParts, 'sessions' | 'people' | 'invites' | 'budgets' | 'address' | 'hosting'>;

export function sessionRoutes(parts: SessionRouteParts): readonly Route[] {
  return [
    route('get', '/api/people/{id}/sessions', {
      id: 'listSessions',
      gives: [200, sessionList],
      about: 'Where a person is signed in: yourself, or anyone for administrators. Not for tokens of a person.',
      handle: (exchange) => listSessions(parts, exchange),
    }),
    route('delete', '/api/people/{id}/sessions', {
      id: 'endSessions',
      gives: [204, nothing],
      about: 'Sign a person out everywhere, except for the session that asks.',
      handle: (exchange) => endSessions(parts, exchange),
    }),
    route('delete', '/api/people/{id}/sessions/{session}', {
      id: 'endSession',
      gives: [204, nothing],
      about: 'End one session.',
      handle: (exchange) => endSessions(parts, exchange),
    }),
    route('post', '/api/people/{id}/link', {
      id: 'makeSignInLink',
      gives: [201, linkTo],
      about: 'A link with which this person signs in: one use, 24 hours (administrators).',
      body: z.strictObject({}),
      handle: (exchange) => makeLink(parts, exchange),
    }),
  ];
}

type Asked = Exchange<Caller, unknown, unknown>;

/** The person of the address, for those who may see and end their sessions. */
async function ownerOf(
  { hosting }: SessionRouteParts,
  { caller, params }: Asked,
): Promise<{ readonly ok: true; readonly person: Person } | NotOk> {
  // Whoever found a token could otherwise sign its person out.
  if (caller.kind === 'token') return no('access.no-session');
  const id = params['id'] ?? '';
  if (!mayEndFor(caller.actor, id)) return no('access.not-administrator');
  const person = personIn((await hosting.workspace.fresh()).state, id);
  return person === null ? no('http.no-such-address') : { ok: true, person };
}

async function listSessions(parts: SessionRouteParts, asked: Asked): Promise<Answer<typeof sessionList>> {
  const found = await ownerOf(parts, asked);
  if (!found.ok) return found;
  const listed = await parts.sessions.list(found.person.id, generationOf(found.person));
  return reply(200, {
    sessions: (found.person.active ? listed : []).map(({ id, device, openedAt, usedAt }) => ({
      id,
      device,
      current: id === idOf(asked.caller.credential),
      opened: new Date(openedAt).toISOString(),
      lastUsed: new Date(usedAt).toISOString(),
    })),
  });
}

/** One that has ended already is ended. */
async function endSessions(parts: SessionRouteParts, asked: Asked): Promise<Answer<typeof nothing>> {
  const found = await ownerOf(parts, asked);
  if (!found.ok) return found;
  const { caller, params, audit } = asked;
  const { session } = params;
  const ended =
    session === undefined
      ? await parts.sessions.endOthers(found.person.id, caller.credential)
      : await parts.sessions.endOne(found.person.id, session);
  if (ended > 0) audit('session.ended', { person: found.person.id, count: ended });
  return done;
}

async function makeLink(parts: SessionRouteParts, asked: Asked): Promise<Answer<typeof linkTo>> {
  const { caller, audit } = asked;
  const person = personIn((await parts.hosting.workspace.fresh()).state, asked.params['id'] ?? '');
  if (!caller.administrator) return no('access.not-administrator');
  if (person === null) return no('http.no-such-address');
  const refused = linkRefusal(caller.actor, person);
  if (refused !== null) return no(refused.code, refused.facts);
  const tooMany = await tooManyLinks(parts.budgets, caller);
  if (tooMany !== null) return tooMany;
  const code = await parts.invites.signIn({ person: person.id, generation: generationOf(person) }, makerOf(caller));
  audit('link.made', { by: caller.actor.id, person: person.id });
  return reply(201, { url: `${parts.address()}/device/${code}` });
}
