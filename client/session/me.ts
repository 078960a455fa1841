/**
 * Who this browser is: asked once when the page opens. Everything over HTTP goes through `call`, which turns a problem
 * document into its code and sentence and never throws.
 */
import type { NotOk } from '../../shared/protocol.ts';
import { Store } from './store.ts';

export interface Me {
  readonly id: string;
  readonly name: string;
  readonly area: string | null;
  readonly administrator: boolean;
  readonly trained: boolean;
  readonly observer: boolean;
  /** The only rooms they see, if they were invited to observe just these. */
  readonly rooms?: readonly string[];
  readonly email?: string;
  readonly emailVerified?: true;
  /** Whether they have one; absent where there are none. */
  readonly password?: boolean;
}

/** undefined: not asked yet; null: no one, an invite is needed. */
export const me = new Store<Me | null | undefined>(undefined);

/**
 * Sent with every request of this page: in another tab someone else may have signed in since, and then the server
 * refuses what this page sends instead of taking it as theirs.
 */
export const asMe = (): Readonly<Record<string, string>> => {
  const person = me.get()?.id;
  return person === undefined ? {} : { 'watchfloor-person': person };
};

/** The requests that are made as no one yet: who am I, which ways in are there, and joining. */
const ASKS_WHO: ReadonlySet<string> = new Set(['GET /api/me', 'GET /api/sign-in', 'POST /api/session']);

export type Called<Body> = { readonly ok: true; readonly body: Body } | NotOk;

export async function call<Body>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
): Promise<Called<Body>> {
  try {
    const headers = {
      ...(ASKS_WHO.has(`${method} ${path}`) ? {} : asMe()),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = response.status === 204 ? {} : await response.json();
    if (response.ok) return { ok: true, body: answer as Body };
    const problem = answer as { code?: string; detail?: string; title?: string; facts?: Record<string, unknown> };
    return {
      ok: false,
      code: problem.code ?? 'unavailable',
      message: problem.detail ?? problem.title ?? 'The server refused the request.',
      ...(problem.facts === undefined ? {} : { facts: problem.facts }),
    };
  } catch {
    return {
      ok: false,
      code: 'unavailable',
      message: 'The server can’t be reached. Nothing was sent. Check your network.',
    };
  }
}

export async function learnMe(): Promise<void> {
  const answer = await call<Me>('GET', '/api/me');
  if (answer.ok) me.set(answer.body);
  else if (answer.code === 'unavailable') setTimeout(() => void learnMe(), 1_500);
  else me.set(null);
}
