/**
 * One person of the demo: a token, a socket that stays in the room, a view of it, and a pen in the scribe document.
 *
 * Every command has an id made here; an unconfirmed one is repeated with the same id, so that it counts once.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { call, type Api } from './api.ts';
import { Pen } from './pen.ts';
import { View, type Commit } from './view.ts';

interface Answer {
  readonly ok: boolean;
  readonly version: number;
  readonly code?: string;
  readonly message?: string;
  readonly commits?: readonly Commit[];
}

/** Which line of the document this is, and the command that puts it on the timeline, if one does. */
export interface LineStamp {
  readonly line: string;
  readonly entry?: string;
}

const ANSWER_WITHIN_MS = 5_000;
const REPEATED = ['unconfirmed', 'busy', 'unavailable'];
const SIGHT_EVERY_MS = 5_000;

export class Person {
  readonly id: string;
  readonly name: string;
  readonly area: string | undefined;
  readonly api: Api;
  readonly view = new View();
  #socket: Socket | null = null;
  #pen: Pen | null = null;
  #sight: NodeJS.Timeout | null = null;

  constructor(id: string, name: string, area: string | undefined, api: Api) {
    this.id = id;
    this.name = name;
    this.area = area;
    this.api = api;
  }

  /** A person and their token, created by an administrator on this server. */
  static async make(admin: Api, base: string, who: { name: string; area?: string }): Promise<Person> {
    const { id } = await call<{ id: string }>(admin, 'POST', '/api/people', { ...who, trained: true });
    const { token } = await call<{ token: string }>(admin, 'POST', '/api/tokens', { person: id, expiresInDays: 1 });
    return new Person(id, who.name, who.area, { base, token });
  }

  /** Enters the room and stays: after every reconnect it continues from where it was. */
  async enter(room: string): Promise<void> {
    const socket = io(this.api.base, {
      path: '/socket.io',
      transports: ['websocket'],
      auth: { token: this.api.token, protocol: 1 },
      forceNew: true,
    });
    this.#socket = socket;
    socket.on('commits', (message: { commits: readonly Commit[] }) => {
      if (!this.view.take(message.commits)) void this.#catchUp(room);
    });
    await new Promise<void>((resolve, reject) => {
      socket.on('connect', () => void this.#catchUp(room).then(resolve, reject));
      socket.once('connect_error', (problem) => !socket.active && reject(problem));
    });
    this.#sight = setInterval(() => socket.emit('sight', { room, version: this.view.version }), SIGHT_EVERY_MS);
    this.#pen = new Pen(this.api, room, this.name);
  }

  /**
   * A newer entering ends an older one, and a busy server asks to wait: then it enters again, from where the view is by
   * then.
   */
  async #catchUp(room: string): Promise<void> {
    const { version, hash } = this.view;
    const after =
      version > 0
        ? { after: { version, hash } }
        : { as: 'responder', ...(this.area === undefined ? {} : { area: this.area }) };
    const answer = await this.#ask('enter', { room, ...after });
    if (!answer.ok && REPEATED.includes(answer.code ?? '')) return wait(250).then(() => this.#catchUp(room));
    if (!answer.ok) throw new Error(`${this.name} could not enter: ${answer.code} ${answer.message}`);
    if (!this.view.take(answer.commits ?? [])) throw new Error(`${this.name} came back to another log`);
  }

  /** A command by anyone; returns the version that contains it, once this person's own view has it too. */
  async does(
    room: string,
    type: string,
    data: object,
    more: { readonly epoch?: number; readonly id?: string } = {},
  ): Promise<number> {
    const message = { room, id: randomUUID(), type, data, ...more };
    for (;;) {
      const answer = await this.#ask('command', message).catch(() => null);
      if (answer?.ok === true) {
        await this.view.sees(answer.version);
        return answer.version;
      }
      if (answer !== null && !REPEATED.includes(answer.code ?? ''))
        throw new Error(`${this.name}: ${type} was refused (${answer.code}): ${answer.message}`);
      await wait(250);
    }
  }

  /** A commander's command: it has the floor's epoch. */
  commands(room: string, type: string, data: object = {}): Promise<number> {
    return this.does(room, type, data, { epoch: this.view.epoch });
  }

  /** Types a line into the scribe document, a few characters at a time, under this person's name. */
  async writes(text: string, stamp: LineStamp, pauseMs: number): Promise<void> {
    await this.#pen?.write(text, { ...stamp, by: this.id, byName: this.name, at: new Date().toISOString() }, pauseMs);
  }

  leave(): void {
    if (this.#sight !== null) clearInterval(this.#sight);
    this.#pen?.put();
    this.#socket?.disconnect();
  }

  #ask(event: string, message: object): Promise<Answer> {
    if (this.#socket === null) throw new Error(`${this.name} is not connected`);
    return this.#socket.timeout(ANSWER_WITHIN_MS).emitWithAck(event, message) as Promise<Answer>;
  }
}
