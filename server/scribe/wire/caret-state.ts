/**
 * What is told of a caret: built again from the few things that are known of one. Everyone's editor believes what it is
 * told here; a place in a shape that it does not know would stop it, and leave it with a text that is no longer the
 * document's.
 *
 *   cursor   where the selection begins and ends, as Yjs's relative positions; null for nowhere      typing   whether they are
 *   user     who it is: the server's word, never the client's
 */
import * as z from 'zod';

const MOST_NAME_LENGTH = 64;
const whole = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const id = z.object({ client: whole, clock: whole }).nullish();
const place = z
  .object({ type: id, tname: z.string().max(MOST_NAME_LENGTH).nullish(), item: id, assoc: z.number().nullish() })
  .refine(({ type, tname, item }) => (type ?? tname ?? item ?? null) !== null);
const cursor = z.object({ anchor: place, head: place }).nullish().catch(null);
const state = z.object({ typing: z.boolean().optional().catch(undefined), cursor });

/** Null for a caret that is gone. */
export function caretState(json: string, user: object): string {
  const said = state.safeParse(parsed(json));
  return said.success ? JSON.stringify({ ...said.data, cursor: said.data.cursor ?? null, user }) : 'null';
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
