/** Tokens for programs that act for a person, over HTTP: made, listed and revoked. */
import type { z } from 'zod';
import { token } from '../../shared/protocol.ts';
import { generationOf } from '../../shared/workspace/people.ts';
import { mayAct, type Caller } from '../access/caller.ts';
import { MOST_TOKENS } from '../access/tokens.ts';
import { tooManyLinks } from '../budgets/budgets.ts';
import { no } from '../edge/well-formed.ts';
import type { AccessRouteParts } from './access.ts';
import { done, reply } from './answer.ts';
import { madeToken, nothing, tokenList, type Answer } from './answers.ts';
import { route, type Exchange, type Route } from './exchange.ts';

type TokenRouteParts = Pick<AccessRouteParts, 'tokens' | 'people' | 'budgets'>;

export function tokenRoutes(parts: TokenRouteParts): readonly Route[] {
  return [
    route('post', '/api/tokens', {
      id: 'makeToken',
      gives: [201, madeToken],
      about: 'A token for a program that acts for a person.',
      body: token,
      handle: (exchange) => makeToken(parts, exchange),
    }),
    route('get', '/api/tokens', {
      id: 'listTokens',
      gives: [200, tokenList],
      about: 'Your tokens, without their secrets; all of them for administrators.',
      handle: ({ caller }) => listTokens(parts, caller),
    }),
    route('delete', '/api/tokens/{id}', {
      id: 'revokeToken',
      gives: [204, nothing],
      about: 'Revoke a token.',
      handle: (exchange) => endToken(parts, exchange),
    }),
  ];
}

async function makeToken(
  { tokens, people, budgets }: TokenRouteParts,
  { caller, body: wish, audit }: Exchange<Caller, z.output<typeof token>, unknown>,
): Promise<Answer<typeof madeToken>> {
  const owner = wish.person ?? caller.person?.id;
  if (owner === undefined) return no('access.no-person');
  if (owner !== caller.person?.id && !caller.administrator) return no('access.not-administrator');
  if (!caller.administrator && !mayAct(caller)) return no('access.scope');
  const person = await people.find(owner);
  if (person === null) return no('workspace.unknown-person', { person: owner });
  const tooMany = await tooManyLinks(budgets, caller);
  if (tooMany !== null) return tooMany;
  const lineage = caller.kind === 'token' ? [caller.credential, ...caller.lineage] : [];
  // It also ends with the person who made it: they have seen it.
  const bound = [person, ...(caller.person === null || caller.person.id === owner ? [] : [caller.person])].map(
    (each) => ({ person: each.id, generation: generationOf(each) }),
  );
  const made = await tokens.make({
    person: owner,
    name: wish.name,
    scopes: wish.scopes ?? [],
    expiresInDays: wish.expiresInDays,
    lineage,
    bound,
  });
  if (made === null) return no('access.too-many-tokens', { most: MOST_TOKENS, person: owner });
  const { expiresAt, ...given } = made;
  audit('token.made', { by: caller.actor.id, person: owner, token: made.id });
  return reply(201, { ...given, expires: new Date(expiresAt).toISOString() });
}

async function listTokens({ tokens }: TokenRouteParts, caller: Caller): Promise<Answer<typeof tokenList>> {
  if (!caller.administrator && caller.person === null) return no('access.no-person');
  const at = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  const listed = await tokens.list(caller.administrator ? null : (caller.person?.id ?? ''));
  return reply(200, {
    tokens: listed.map(({ id, name, person, scopes, madeAt, usedAt, expiresAt }) => ({
      id,
      name,
      person,
      scopes,
      made: at(madeAt),
      lastUsed: at(usedAt),
      expires: at(expiresAt),
    })),
  });
}

async function endToken(
  { tokens }: TokenRouteParts,
  { caller, params, audit }: Exchange<Caller, unknown, unknown>,
): Promise<Answer<typeof nothing>> {
  const id = params['id'] ?? '';
  const owner = await tokens.ownerOf(id);
  const isMine = caller.scopes.write && owner !== null && owner === caller.person?.id;
  if (!isMine && !caller.administrator) return no('access.not-administrator');
  await tokens.end(id);
  if (owner !== null) audit('token.ended', { by: caller.actor.id, person: owner, token: id });
  return done;
}
