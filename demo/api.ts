/** HTTP like any outside program's: a bearer token, JSON, and requests that are repeated until they are confirmed. */
import { setTimeout as wait } from 'node:timers/promises';

const MOST_TRIES = 20;

/** A server and the token for it. */
export interface Api {
  readonly base: string;
  readonly token: string;
}

/**
 * Posts or gets; returns the JSON. Repeats on 429 and 503 (nothing was written, or the same id makes it count once).
 */
export async function call<Answer>(api: Api, method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(new URL(path, api.base), {
      method,
      headers: { authorization: `Bearer ${api.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.ok)
      return (await (answer.headers.get('content-type')?.includes('json') ? answer.json() : answer.text())) as Answer;
    const problem = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string; title?: string };
    if (![429, 503].includes(answer.status) || tries === MOST_TRIES) {
      throw new Error(
        `${method} ${path} answered ${answer.status} ${problem.code ?? ''}: ${problem.detail ?? problem.title ?? ''}`,
      );
    }
    await wait(1_000 * Number(answer.headers.get('retry-after') ?? 0.5));
  }
}
