/**
 * A room that was declared a while ago, for what happens by itself only after many minutes: the domain decides its
 * first commits at past instants, and they are written to Redis as a server would have left them.
 */
import { bucketOf, Keys } from '../../../server/log/keys.ts';
import { genesis, positionOf, seal } from '../../../server/log/chain.ts';
import type { Actor } from '../../../shared/envelope.ts';
import { due } from '../../../shared/room.ts';
import { at, given, POLICY } from '../domain/given.ts';
import type { Person } from './browser.ts';
import type { Fixture } from './room.ts';

/** The person as an actor in the room, by their session. */
async function actorOf({ context }: Person): Promise<Actor> {
  const { id, name } = (await (await context.request.get('/api/me')).json()) as { id: string; name: string };
  return { id, name, trained: false, administrator: false };
}

/** Declared and confirmed this many minutes ago by the commander, with a deputy. Resolves with the room's path. */
export async function declaredAgo(
  { redis }: Fixture,
  minutes: number,
  { commander, deputy }: { readonly commander: Person; readonly deputy: Person },
): Promise<string> {
  const [one, other] = (await Promise.all([commander, deputy].map(actorOf))) as [Actor, Actor];
  const then = new Date(Date.now() - minutes * 60_000).toISOString();
  const { commits, state } = given(
    at(then, one, 'incident.declare', { title: 'Refunds hang', severity: 2, kind: 'incident', policy: POLICY }),
    at(then, other, 'crew.join', { as: 'responder' }),
    at(then, one, 'crew.assign', { person: other.id, role: 'deputy' }),
    at(then, other, 'crew.accept', { role: 'deputy' }),
  );
  const id = 'inc-900';
  const keys = new Keys('wf');
  const store = redis.client();
  let head = genesis(id);
  for (const commit of commits) {
    const sealed = seal(head, commit);
    await store.xadd(keys.log(id), `${sealed.version}-0`, 'c', JSON.stringify(sealed));
    head = positionOf(sealed);
  }
  await store.hset(keys.head(id), { ...head });
  await store.zadd(keys.due(bucketOf(id)), Date.parse(due(state) ?? ''), id);
  store.disconnect();
  return `/rooms/${id}`;
}
