/**
 * A large update in portions. The server takes frames of at most 256 KB; a long paste, or an hour of writing offline,
 * is more. Each portion is an update of its own that builds only on those before it: the text in its own order first,
 * what was deleted last.
 */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { listOf } from '../merging/unsaid-deletions.ts';

type Deletions = ReturnType<typeof Y.decodeUpdate>['ds'];

export function portions(update: Uint8Array, mostBytes: number): readonly Uint8Array[] {
  if (update.length <= mostBytes) return [update];
  const { structs, ds } = Y.decodeUpdate(update);
  const made: Uint8Array[] = [];
  let body = new Y.UpdateEncoderV1();
  let group: Y.AbstractStruct[] = [];
  const finish = (): void => {
    if (group.length > 0) made.push(textUpdate(group, body.toUint8Array()));
    [body, group] = [new Y.UpdateEncoderV1(), []];
  };
  for (const struct of structs.flatMap((each) => pieces(each, Math.floor(mostBytes / 8)))) {
    if (group[0] !== undefined && group[0].id.client !== struct.id.client) finish();
    group.push(struct);
    // The third argument is of an older form and unused.
    struct.write(body, 0, 0);
    if (encoding.length(body.restEncoder) > mostBytes / 2) finish();
  }
  finish();
  return ds.clients.size === 0 ? made : [...made, deletionUpdate(ds)];
}

/** One long run of characters becomes several, each hanging on the one before. Characters of two halves stay whole. */
function pieces(struct: Y.AbstractStruct, mostCharacters: number): Y.AbstractStruct[] {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString) || struct.length <= mostCharacters)
    return [struct];
  const isHalf = /[\ud800-\udbff]/.test(struct.content.str.charAt(mostCharacters - 1));
  const at = isHalf ? mostCharacters - 1 : mostCharacters;
  const { client, clock } = struct.id;
  const rest = new Y.Item(
    Y.createID(client, clock + at),
    null,
    Y.createID(client, clock + at - 1),
    null,
    struct.rightOrigin,
    struct.parent,
    struct.parentSub,
    struct.content.splice(at),
  );
  struct.length = at;
  return [struct, ...pieces(rest, mostCharacters)];
}

function textUpdate(group: readonly Y.AbstractStruct[], body: Uint8Array): Uint8Array {
  const [first] = group;
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, group.length);
    encoding.writeVarUint(encoder, first?.id.client ?? 0);
    encoding.writeVarUint(encoder, first?.id.clock ?? 0);
    encoding.writeUint8Array(encoder, body);
    encoding.writeVarUint(encoder, 0);
  });
}

function deletionUpdate(deletions: Deletions): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 0);
    encoding.writeUint8Array(encoder, listOf(deletions.clients));
  });
}
