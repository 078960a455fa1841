/**
 * Who was last seen under which client id, also when they are gone and have not written yet. What they type offline
 * will come under that id; text by another person under it would make theirs someone else's for good.
 */
const REMEMBERED_MS = 60 * 60 * 1000;
/** The one that was seen first is forgotten for one too many. */
const MOST_HOLDERS = 8192;

export class Holders {
  readonly #holders = new Map<number, { readonly person: string; readonly atMs: number }>();

  /** Call only for a person who may hold it. */
  see(client: number, person: string, nowMs: number): void {
    this.#holders.delete(client);
    this.#holders.set(client, { person, atMs: nowMs });
    const [first] = this.#holders.keys();
    if (this.#holders.size > MOST_HOLDERS && first !== undefined) this.#holders.delete(first);
  }

  mayHold(client: number, person: string, nowMs: number): boolean {
    const holder = this.#holders.get(client);
    return holder === undefined || holder.person === person || nowMs - holder.atMs > REMEMBERED_MS;
  }
}
