/**
 * How deep an update would nest a document. Every program that shows or deletes a tree walks down it; a tree of some thousand levels
 * is small to send and ends them all, so it is refused before it is applied.
 *
 * The walks here use no recursion. A piece of text says where it stands either by its parent (one level further down) or only by a
 * neighbour (the same level): one step up for each, until something whose level is known.
 */
import * as Y from 'yjs';

const MOST_LEVELS = 100;

export function isTooDeep(doc: Y.Doc, structs: readonly Y.AbstractStruct[]): boolean {
  const levels = new Levels(doc, structs);
  return structs.some((struct) => struct instanceof Y.Item && (levels.of(struct) > MOST_LEVELS || valuesOf(struct.content).some(isDeepValue)));
}

class Levels {
  readonly #doc: Y.Doc;
  readonly #known = new Map<Y.AbstractStruct, number>();
  readonly #byClient = new Map<number, Y.AbstractStruct[]>();

  constructor(doc: Y.Doc, structs: readonly Y.AbstractStruct[]) {
    this.#doc = doc;
    for (const struct of structs) {
      const others = this.#byClient.get(struct.id.client);
      if (others === undefined) this.#byClient.set(struct.id.client, [struct]);
      else others.push(struct);
    }
  }

  of(item: Y.Item): number {
    const path: Array<{ item: Y.AbstractStruct; down: number }> = [];
    const passed = new Set<Y.AbstractStruct>();
    let at: Y.AbstractStruct = item;
    while (!this.#known.has(at)) {
      if (passed.has(at)) throw new Error('hangs on itself');
      passed.add(at);
      const { base, down } = baseOf(at);
      path.push({ item: at, down });
      const next = base === null ? null : this.#find(base);
      if (next === null) break;
      at = next;
    }
    let level = this.#known.get(at) ?? 0;
    for (const step of path.reverse()) this.#known.set(step.item, (level += step.down));
    return level;
  }

  #find({ client, clock }: Y.ID): Y.AbstractStruct | null {
    const { store } = this.#doc;
    const structs = clock < Y.getState(store, client) ? store.clients.get(client) : this.#byClient.get(client);
    return structs === undefined ? null : (structs[indexOf(structs, clock)] ?? null);
  }
}

/** On what a piece's level rests; null at a root. One that is in a document knows its parent itself, one of an update the parent's id. */
function baseOf(struct: Y.AbstractStruct): { base: Y.ID | null; down: number } {
  if (!(struct instanceof Y.Item)) return { base: null, down: 0 };
  const parent: unknown = struct.parent;
  if (parent instanceof Y.ID) return { base: parent, down: 1 };
  if (parent instanceof Y.AbstractType) return { base: parent._item?.id ?? null, down: 1 };
  return typeof parent === 'string' ? { base: null, down: 1 } : { base: struct.origin ?? struct.rightOrigin, down: 0 };
}

function indexOf(structs: readonly Y.AbstractStruct[], clock: number): number {
  let [low, high] = [0, structs.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((structs[middle]?.id.clock ?? Infinity) <= clock) low = middle;
    else high = middle - 1;
  }
  return low;
}

function valuesOf(content: Y.Item['content']): readonly unknown[] {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr;
  if (content instanceof Y.ContentEmbed) return [content.embed];
  return content instanceof Y.ContentFormat ? [content.value] : [];
}

function isDeepValue(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= MOST_LEVELS; depth += 1) {
    level = level.flatMap((each) => (typeof each === 'object' && each !== null && !ArrayBuffer.isView(each) ? Object.values(each) : []));
    if (level.length === 0) return false;
  }
  return true;
}
