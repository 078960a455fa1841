/**
 * Where commands wait in a mailbox: a line for each person, served in turn, so that no one waits behind another
 * person's backlog.
 *
 *   full -> the person with most waiting gives up their last place; a sender who has most gets none
 *
 * Always holds: one person's commands keep their order.
 */
export class FairQueue<Item> {
  readonly #most: number;
  #lines = new Map<string, Item[]>();
  #size = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#size;
  }

  /** The item without a place: this one, another person's last one that gave way to it, or none (null). */
  add(person: string, item: Item): Item | null {
    const out = this.#size < this.#most ? null : this.#giveWay(this.#lines.get(person)?.length ?? 0);
    if (out === undefined) return item;
    const line = this.#lines.get(person) ?? [];
    line.push(item);
    this.#lines.set(person, line);
    this.#size += 1;
    return out;
  }

  /**
   * Up to this many that fit together, one from each person in turn, and none after one with which it is enough. A
   * person who was served comes after the others next time.
   */
  take(most: number, fits: (item: Item) => boolean, isEnough: (item: Item) => boolean = () => false): Item[] {
    const taken: Item[] = [];
    const lines = [...this.#lines].map(([person, items]) => ({ person, items, at: 0 }));
    /** In the order in which each was served last. */
    const served = new Map<string, Item[]>();
    let isFull = most === 0;
    for (
      let waiting = lines;
      !isFull && waiting.length > 0;
      waiting = waiting.filter(({ items, at }) => at < items.length)
    ) {
      for (const line of waiting) {
        while (line.at < line.items.length && !fits(line.items[line.at] as Item)) line.at += 1;
        if (line.at === line.items.length || isFull) continue;
        const [item] = line.items.splice(line.at, 1) as [Item];
        taken.push(item);
        isFull = isEnough(item) || taken.length === most;
        served.delete(line.person);
        served.set(line.person, line.items);
      }
    }
    this.#size -= taken.length;
    const others = [...this.#lines].filter(([person]) => !served.has(person));
    this.#lines = new Map([...others, ...served].filter(([, items]) => items.length > 0));
    return taken;
  }

  remove(person: string, item: Item): void {
    const line = this.#lines.get(person) ?? [];
    const at = line.indexOf(item);
    if (at === -1) return;
    line.splice(at, 1);
    this.#size -= 1;
    if (line.length === 0) this.#lines.delete(person);
  }

  /** The last item of the person with most waiting; undefined when that would be no fairer. */
  #giveWay(mine: number): Item | undefined {
    const longest = [...this.#lines.values()].reduce((one, other) => (other.length > one.length ? other : one));
    if (longest.length <= mine + 1) return undefined;
    this.#size -= 1;
    return longest.pop();
  }
}
