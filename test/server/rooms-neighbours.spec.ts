/** Several Watchfloors on one Redis and one host: each is isolated, whatever the others do. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomBytes, randomUUID } from 'node:crypto';
import { Sessions } from '../../server/access/sessions.ts';
import { hashOf, Vault } from '../../server/access/vault.ts';
import { StoreId } from '../../server/log/store-id.ts';
import { Tails } from '../../server/log/tails.redis.ts';
import { connectForRequests } from '../../server/log/redis.ts';
import { Writer } from '../support/server/scribe-server.ts';
import { PrivateRedis, until } from '../support/server/private-redis.ts';
import {
  call,
  declareRoom,
  OPERATOR,
  say,
  ServerProcess,
  somebody,
  Visitor,
  type Somebody,
} from '../support/server/server-process.ts';

interface Island {
  readonly name: string;
  readonly url: string;
  readonly prefix: string;
  server: ServerProcess;
  person: Somebody;
  room: string;
}

let redis: PrivateRedis;
let islands: Island[];

const raise = ({ url, prefix }: Pick<Island, 'url' | 'prefix'>): Promise<ServerProcess> =>
  ServerProcess.start(url, { REDIS_PREFIX: prefix });

beforeAll(async () => {
  redis = await PrivateRedis.start();
  const places = [
    ['north', 0, 'wf'],
    ['south', 1, 'wf'],
    ['west', 0, 'other'],
  ] as const;
  islands = await Promise.all(
    places.map(async ([name, database, prefix]) => {
      const place = { name, url: `${redis.url}/${database}`, prefix };
      const server = await raise(place);
      const person = await somebody(server, `${name} person`);
      return { ...place, server, person, room: await declareRoom(server, person, { title: `${name} fails` }) };
    }),
  );
});
afterAll(async () => {
  await Promise.all(islands.map(({ server }) => server.kill()));
  await redis.end();
});

const documentsOf = ({ port }: ServerProcess) => ({ url: `ws://localhost:${port}/scribe` });
const asGuest = (person: Somebody) => ({ ...person, trained: false, administrator: false, tokenId: '' });

/** Someone who watches one Watchfloor: its lobby, one room and that room's document. */
class Watcher {
  readonly titles = new Set<string>();
  readonly visitor: Visitor;
  readonly writer: Writer;
  letters = '';

  private constructor(visitor: Visitor, writer: Writer) {
    this.visitor = visitor;
    this.writer = writer;
    visitor.socket.on('rooms', ({ changed }: { changed: Array<{ title: string }> }) =>
      changed.forEach(({ title }) => this.titles.add(title)),
    );
  }

  static async at({ server, person, room }: Island): Promise<Watcher> {
    const visitor = await Visitor.come(server, person.token);
    const writer = new Writer(documentsOf(server), room, asGuest(person));
    const watcher = new Watcher(visitor, writer);
    await visitor.ask('lobby', {});
    await visitor.enter(room);
    await writer.synced;
    return watcher;
  }

  leave(): void {
    this.visitor.leave();
    this.writer.close();
  }
}

/** Everyone writes at once; when everyone's own line has arrived, everything published before it has arrived too. */
async function everybodySpeaks(watchers: readonly Watcher[], round: string): Promise<void> {
  await Promise.all(
    watchers.map(async ({ visitor, writer }, at) => {
      const { server, person, room, name } = islands[at] as Island;
      const retitled = await call(server, 'POST', `/api/rooms/${room}/commands`, {
        token: person.token,
        body: {
          id: randomUUID(),
          type: 'incident.retitle',
          data: { title: `${name} ${round}` },
          epoch: visitor.state.floor.epoch,
        },
      });
      expect(retitled.status).toBe(200);
      expect((await visitor.command(room, say(`${name} ${round}`))).ok).toBe(true);
      writer.text.insert(0, `[${name} ${round}]`);
    }),
  );
}

async function hearsItself(watcher: Watcher, { name, room, server, person }: Island, round: string): Promise<void> {
  await until(`${name} hears its own title`, () => watcher.titles.has(`${name} ${round}`));
  await until(`${name} hears its own line`, () =>
    JSON.stringify(watcher.visitor.commits).includes(`"text":"${name} ${round}"`),
  );
  const reader = new Writer(documentsOf(server), room, asGuest(person));
  await until(`${name} has its own letters`, () => reader.text.toJSON().includes(round));
  watcher.letters = `${watcher.writer.text.toJSON()} ${reader.text.toJSON()}`;
  reader.close();
}

function hearsNobodyElse(watcher: Watcher, { name, person }: Island): void {
  const others = islands.map((each) => each.name).filter((each) => each !== name);
  const heard = JSON.stringify([
    ...watcher.titles,
    watcher.visitor.commits,
    watcher.letters,
    watcher.visitor.state.incident.title,
  ]);
  for (const other of others) expect(heard, `${name} hears ${other}`).not.toContain(`${other} `);
  expect([...watcher.visitor.people.keys()]).toEqual([person.id]);
}

describe('three Watchfloors on one Redis', () => {
  test('LG21 Watchfloors in two databases and under two prefixes never receive each other’s messages, also after kills and restarts', async () => {
    expect(new Set(islands.map(({ room }) => room)).size).toBe(1);
    for (const round of ['at first', 'after a kill', 'after Redis came back']) {
      if (round === 'after a kill')
        await Promise.all(
          islands.map(async (island) => (await island.server.kill(), (island.server = await raise(island)))),
        );
      if (round === 'after Redis came back') await redis.kill().then(() => redis.raise());
      await Promise.all(
        islands.map(({ server }) => until('the server is ready', async () => (await fetch(`${server.url}/readyz`)).ok)),
      );
      const watchers = await Promise.all(islands.map((island) => Watcher.at(island)));
      await everybodySpeaks(watchers, round);
      for (const [at, watcher] of watchers.entries()) await hearsItself(watcher, islands[at] as Island, round);
      for (const [at, watcher] of watchers.entries()) hearsNobodyElse(watcher, islands[at] as Island);
      const probe = redis.client();
      const channels = (await probe.pubsub('CHANNELS', '*')) as string[];
      probe.disconnect();
      expect(new Set(channels.map((each) => each.split(':').slice(0, 2).join(':'))).size).toBe(3);
      expect(channels.every((each) => /^(wf@0|wf@1|other@0):[\w-]{16}:/.test(each))).toBe(true);
      for (const watcher of watchers) watcher.leave();
    }
  });

  test("ST50 Two Watchfloors on two ports of one host keep a session each in one browser; signing in or out of one leaves the other's alone", async () => {
    const jar = new Map<string, string>();
    const keep = (headers: Headers): void =>
      headers.getSetCookie().forEach((each) => {
        const [pair = '', ...attributes] = each.split(';');
        const [name = '', value = ''] = pair.split('=');
        if (attributes.some((attribute) => attribute.trim() === 'Max-Age=0')) jar.delete(name);
        else jar.set(name, value);
      });
    const asBrowser = async ({ server }: Island, method: string, path: string, body?: object): Promise<number> => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const called = await call(server, method, path, {
        headers: { cookie, origin: server.url },
        ...(body === undefined ? {} : { body }),
      });
      keep(called.headers);
      return called.status;
    };
    const [north, south] = islands as [Island, Island];
    for (const island of [north, south]) {
      const { body } = await call(island.server, 'POST', '/api/invites', {
        token: OPERATOR,
        body: { role: 'responder' },
      });
      expect(
        await asBrowser(island, 'POST', '/api/session', { code: String(body['url']).split('/').at(-1), name: 'Kim' }),
      ).toBe(201);
    }
    expect([await asBrowser(north, 'GET', '/api/me'), await asBrowser(south, 'GET', '/api/me')]).toEqual([200, 200]);
    expect(await asBrowser(north, 'DELETE', '/api/session')).toBe(204);
    expect([await asBrowser(north, 'GET', '/api/me'), await asBrowser(south, 'GET', '/api/me')]).toEqual([401, 200]);
  });

  test('ST51 A session from before cookies were named after the store goes on', async () => {
    const north = islands[0] as Island;
    const store = redis.client();
    const secret = randomBytes(32).toString('base64url');
    await new Sessions(new Vault(store, 'wf'), Date.now).open({
      person: north.person.id,
      attempt: { hash: hashOf(secret) },
      once: 'older',
      ends: [],
    });
    store.disconnect();
    expect(
      (await call(north.server, 'GET', '/api/me', { headers: { cookie: `watchfloor=${secret}` } })).body,
    ).toMatchObject({ id: north.person.id });
  });
});

describe("the store's id", () => {
  const open: Array<{ disconnect(): void }> = [];
  afterAll(() => open.forEach((each) => each.disconnect()));
  const idOf = (url: string, prefix: string): StoreId => {
    const connection = connectForRequests(url);
    open.push(connection);
    return new StoreId(connection, prefix);
  };

  test('LG19 A store has one id, however many servers ask for it first at once, and a copy in another database publishes under other names', async () => {
    const ids = Array.from({ length: 8 }, () => idOf(`${redis.url}/2`, 'many'));
    await until(
      'the store answers',
      () =>
        ids[0]?.get().then(
          () => true,
          () => false,
        ) ?? false,
    );
    await until('all are connected', async () =>
      (
        await Promise.all(
          ids.map((each) =>
            each.get().then(
              () => true,
              () => false,
            ),
          ),
        )
      ).every(Boolean),
    );
    const found = await Promise.all(ids.map((each) => each.get()));
    expect(new Set(found).size).toBe(1);
    const probe = redis.client();
    await probe.select(2);
    await probe.copy('many:store-id', 'many:store-id', 'DB', 3);
    probe.disconnect();
    const copy = idOf(`${redis.url}/3`, 'many');
    await until('the copy answers', () =>
      copy.get().then(
        () => true,
        () => false,
      ),
    );
    expect([await copy.get(), (await copy.channels()) === (await ids[0]?.channels())]).toEqual([found[0], false]);
  });

  test('LG20 A server follows its channels under their new names when the store behind its address was exchanged, also without a broken connection', async () => {
    const store = idOf(`${redis.url}/4`, 'moved');
    await until('the store answers', () =>
      store.get().then(
        () => true,
        () => false,
      ),
    );
    const tails = new Tails(`${redis.url}/4`, store);
    open.push({ disconnect: () => void tails.close() });
    const heard: string[] = [];
    await tails.follow('lines', {
      heard: (message) => void heard.push(message.toString()),
      resync: () => void heard.push('resync'),
    });
    const probe = redis.client();
    await probe.select(4);
    const before = await store.channels();
    await probe.publish(`${before}lines`, 'one');
    await until('it is heard', () => heard.includes('one'));
    heard.length = 0;
    await probe.set('moved:store-id', 'another-id-of-16');
    await until('the topic is followed anew', () => heard.includes('resync'));
    await probe.publish(`${before}lines`, 'not ours any more');
    await probe.publish(`moved@4:another-id-of-16:lines`, 'two');
    await until('it is heard under the new name', () => heard.includes('two'));
    expect(heard.filter((each) => each !== 'resync')).toEqual(['two']);
    probe.disconnect();
  });
});
