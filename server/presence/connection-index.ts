/** Connections as they are asked for: those in a room, and whether a person has any. */
import type { Connection } from './presence-store.ts';

export class ConnectionIndex {
  readonly #rooms = new Map<string, Set<Connection>>();
  readonly #people = new Map<string, number>();

  add(connection: Connection): void {
    const { person, rooms } = connection;
    this.#people.set(person, (this.#people.get(person) ?? 0) + 1);
    for (const room of Object.keys(rooms)) this.#rooms.set(room, this.in(room).add(connection));
  }

  remove(connection: Connection): void {
    const { person, rooms } = connection;
    const left = (this.#people.get(person) ?? 0) - 1;
    if (left > 0) this.#people.set(person, left);
    else this.#people.delete(person);
    for (const room of Object.keys(rooms)) {
      const others = this.in(room);
      others.delete(connection);
      if (others.size === 0) this.#rooms.delete(room);
    }
  }

  in(room: string): Set<Connection> {
    return this.#rooms.get(room) ?? new Set();
  }

  has(person: string): boolean {
    return this.#people.has(person);
  }
}
