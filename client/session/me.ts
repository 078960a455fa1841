/**
 * Who this browser is: asked once when the page opens. Everything over HTTP goes through `call`, which turns a problem document
 * into its code and sentence and never throws.
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
}

/** undefined: not asked yet; null: nobody, an invite is needed. */
export const me = new Store<Me | null | undefined>(undefined);

export type Called<Body> = { readonly ok: true; readonly body: Body } | NotOk;

export async function call<Body>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
): Promise<Called<Body>> {
  try {
    const json =
      body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(path, { method, credentials: 'same-origin', ...json });
    const answer: unknown = response.status === 204 ? {} : await response.json();
    if (response.ok) return { ok: true, body: answer as Body };
    const problem = answer as { code?: string; detail?: string; title?: string; facts?: Record<string, unknown> };
    return {
      ok: false,
      code: problem.code ?? 'unavailable',
      message: problem.detail ?? problem.title ?? 'The server said no.',
      ...(problem.facts === undefined ? {} : { facts: problem.facts }),
    };
  } catch {
    return {
      ok: false,
      code: 'unavailable',
      message: 'The server cannot be reached. Check your network; nothing was sent.',
    };
  }
}

export async function learnMe(): Promise<void> {
  const answer = await call<Me>('GET', '/api/me');
  if (answer.ok) me.set(answer.body);
  else if (answer.code === 'unavailable') setTimeout(() => void learnMe(), 1_500);
  else me.set(null);
}
