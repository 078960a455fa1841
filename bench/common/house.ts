/**
 * Watchfloor as its users run it: an operator's token creates people and their tokens, one of them declares rooms, and
 * all of them may write in the rooms' documents.
 */
import type { Seat } from './line.ts';

export class House {
  static readonly operator = 'the-operators-token-of-the-bench-of-40-characters';
  readonly #port: number;
  readonly #tokens: readonly string[];

  private constructor(port: number, tokens: readonly string[]) {
    this.#port = port;
    this.#tokens = tokens;
  }

  static async open(port: number, people = 50): Promise<House> {
    const tokens: string[] = [];
    for (let index = 0; index < people; index += 1) {
      const person = await ask(port, '/api/people', { token: House.operator, body: { name: `Person ${index + 1}` } });
      const made = await ask(port, '/api/tokens', { token: House.operator, body: { person: person['id'] } });
      tokens.push(String(made['token']));
    }
    return new House(port, tokens);
  }

  token(person: number): string {
    return this.#tokens[person % this.#tokens.length] as string;
  }

  async declare(): Promise<string> {
    const room = await ask(this.#port, '/api/rooms', {
      token: this.#tokens[0] as string,
      body: { title: 'Checkout fails', severity: 2 },
    });
    return String(room['id']);
  }

  seat(port: number, room: string, person: number): Seat {
    return { port, path: `/scribe/${room}`, headers: this.headers(person), documentName: null };
  }

  headers(person: number): Record<string, string> {
    return { Authorization: `Bearer ${this.token(person)}` };
  }
}

async function ask(
  port: number,
  path: string,
  { token, body }: { token: string; body: object },
): Promise<Record<string, unknown>> {
  // A new connection each time: the server may close a kept-alive one just as it is used again.
  const headers = { authorization: `Bearer ${token}`, connection: 'close' };
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}
