/**
 * Health: alive, ready, and the counts. Ready means that Redis takes writes and keeps what it acknowledges; a server on
 * a Redis that may forget says so instead of pretending, unless its operator has said in so many words that this is
 * wanted.
 */
import type { Express, RequestHandler } from 'express';
import type { Redis } from 'ioredis';
import { told } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { Shared } from '../rooms/waiting.ts';

export interface HealthParts {
  readonly redis: Redis;
  /** A write is tried every second: no one who asks causes one. */
  readonly writes: { readonly problem: string | null };
  readonly allowWeakRedis: boolean;
  readonly metrics: Metrics;
}

const NEEDED = { appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction' } as const;

export function healthRoutes(app: Express, parts: HealthParts): void {
  // However many ask, and anyone may: Redis is asked for all of them together.
  const readiness = new Shared(() => notReadyBecause(parts));
  app.get('/healthz', (_request, response) => void response.json({ ok: true }));
  app.get('/readyz', (_request, response) => {
    void readiness.run().then((reason) => {
      if (reason === null) response.json({ ok: true });
      else
        response
          .status(503)
          .type('application/problem+json')
          .send(
            JSON.stringify({
              type: 'about:blank',
              title: 'Not ready',
              status: 503,
              code: 'unavailable',
              detail: reason,
            }),
          );
    });
  });
}

/** What it counts itself, and `more` while the store can be asked. */
export function metricsRoute(metrics: Metrics, more: () => Promise<string> = async () => ''): RequestHandler {
  const asked = new Shared(() => more().catch(() => ''));
  return (_request, response) =>
    void asked.run().then((text) => response.type('text/plain; version=0.0.4').send(metrics.text() + text));
}

/** Null when this server may be used; else one sentence for its operator. Never rejects. */
async function notReadyBecause({
  redis,
  writes,
  allowWeakRedis,
}: Pick<HealthParts, 'redis' | 'writes' | 'allowWeakRedis'>): Promise<string | null> {
  try {
    await redis.ping();
  } catch (problem) {
    return `Redis does not answer (${told(problem)}).`;
  }
  if (writes.problem !== null || allowWeakRedis) return writes.problem;
  try {
    const settings = await Promise.all(
      Object.keys(NEEDED).map((name) => redis.config('GET', name) as Promise<string[]>),
    );
    const wrong = Object.entries(NEEDED).filter(([, wanted], index) => settings[index]?.[1] !== wanted);
    if (wrong.length === 0) return null;
    return `Redis may lose what it acknowledged: set ${wrong.map(([name, wanted]) => `${name} ${wanted}`).join(', ')}; or accept that with ALLOW_WEAK_REDIS=1.`;
  } catch {
    return 'The settings of Redis cannot be read; if they are known to be safe, start with ALLOW_WEAK_REDIS=1.';
  }
}
