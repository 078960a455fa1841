/**
 * The only file that constructs. It builds every station, starts them in order, and stops them in reverse.
 *
 *   Redis (ours or given) -> log, clock -> rooms -> access -> presence -> document gateway -> door -> HTTP -> alarm
 *
 * A Redis that is away does not keep this process from starting: it is up and says that it is not ready. SIGTERM drains for at most
 * ten seconds; a second one changes nothing.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAccess, type AccessHouse } from './access/house.ts';
import { welcomeLink } from './access/welcome.ts';
import { addressOf } from './address.ts';
import { Alarm } from './alarm.ts';
import { openAttachmentStore } from './attachments/attachment-store.ts';
import { BadConfig, readConfig, type Config } from './config.ts';
import { isReloadSocket, serveSources } from './development.ts';
import { Door } from './door/door.ts';
import { EmbeddedRedis, NoRedis } from './redis/embedded-redis.ts';
import { createHttp, createMetricsHttp } from './http/http.ts';
import { openJournal, told, type Journal } from './journal.ts';
import { roomLaw, workspaceLaw } from './rooms/laws.ts';
import { LinkWatch } from './presence/link-watch.ts';
import { Metrics } from './metrics.ts';
import { originCheck, ownOrigins } from './door/origins.ts';
import { PresenceStore } from './presence/presence-store.ts';
import { Presence } from './presence/presence.ts';
import { connectForRequests, connectForSubscriptions } from './log/redis.ts';
import { RedisRoomLog } from './log/room-log.redis.ts';
import { Rooms } from './rooms/rooms.ts';
import { createScribeGateway } from './scribe/scribe-gateway.ts';
import { Stations } from './stations.ts';
import { StoreClock } from './log/store-clock.ts';
import { routeUpgrades } from './door/upgrades.ts';
import { pause } from './rooms/waiting.ts';

const DRAIN_MS = 10_000;
const REQUEST_MS = 1_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const journal = openJournal(config.logLevel);
  const stations = new Stations(journal);
  const leave = (): void => {
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    void stations.stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, leave);
  process.on('unhandledRejection', (problem) => journal.error('unforeseen', { problem: told(problem) }));
  try {
    await start(config, { journal, stations });
  } catch (problem) {
    await stations.stop();
    throw problem;
  }
}

interface Frame {
  readonly journal: Journal;
  readonly stations: Stations;
}

async function start(config: Config, { journal, stations }: Frame): Promise<void> {
  const redisUrl =
    config.redisUrl ?? stations.add('redis', await EmbeddedRedis.on(config.dataDir), (redis) => redis.stop()).url;
  const server = createServer(notYet);
  const port = await listen(server, config);
  stations.add('connections', server, (each) => ended(each));
  const address = (): string => addressOf(config, port);
  const metrics = new Metrics();
  const redis = stations.add('requests', connectForRequests(redisUrl), (connection) => connection.disconnect());
  const log = stations.add('log', new RedisRoomLog(redisUrl, config.redisPrefix), (each) => each.close());
  const clock = stations.add('clock', new StoreClock(log), (each) => each.stop());
  await clock.start();
  const hosting = stations.add(
    'rooms',
    new Rooms({ room: roomLaw, workspace: workspaceLaw }, { log, clock, warn: journal.warn }),
    (rooms) => rooms.stop(),
  );
  await hosting.start();
  const access = createAccess({ redis, config, workspace: hosting.workspace, now: () => hosting.now() });
  const presence = await startPresence({ config, redisUrl, redis, hosting, access }, stations);
  const scribe = stations.add(
    'scribe',
    createScribeGateway({
      hosting,
      access: access.admission,
      redisUrl,
      prefix: config.redisPrefix,
      journal,
      headings: async () => (await hosting.workspace.fresh()).state.template,
    }),
    (gateway) => gateway.stop(),
  );
  const attachments = stations.add(
    'attachments',
    openAttachmentStore({ redisUrl, prefix: config.redisPrefix, s3: config.s3 }),
    (store) => store.stop(),
  );
  const door = stations.add(
    'door',
    new Door({ hosting, access: access.admission, presence, journal, metrics }),
    (each) => each.stop(),
  );
  const alarm = stations.add(
    'alarm',
    new Alarm({ redisUrl, prefix: config.redisPrefix, log, clock, rooms: hosting, journal }),
    (each) => each.stop(),
  );
  await alarm.start();
  const originOf = originCheck(ownOrigins(config, port));
  const development = config.development
    ? stations.add('vite', await serveSources(server), (vite) => vite.stop())
    : null;
  routeUpgrades(server, {
    originOf,
    routes: [
      ['/socket.io/', door.upgrade],
      ['/scribe/', (...upgrade) => scribe.handle(...upgrade)],
    ],
    leaveAlone: config.development ? isReloadSocket : undefined,
  });
  server.off('request', notYet);
  server.on(
    'request',
    createHttp({
      config,
      ...access,
      access: access.admission,
      hosting,
      documents: scribe,
      attachments,
      journal,
      metrics,
      originOf,
      redis,
      allowWeakRedis: config.allowWeakRedis,
      address,
      development: development?.pages ?? null,
    }),
  );
  stations.add('listening', server, (each) => void each.close());
  await serveMetrics(config, { metrics, stations });
  announce(address(), { port, journal });
  void welcome(access, { address: address(), journal });
}

/** Whoever asks between the taking of the port and the first answer would otherwise wait for ever. */
function notYet(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'retry-after': '1' }).end();
}

interface PresenceParts {
  readonly config: Config;
  readonly redisUrl: string;
  readonly redis: ReturnType<typeof connectForRequests>;
  readonly hosting: Rooms;
  readonly access: AccessHouse;
}

async function startPresence(
  { config, redisUrl, redis, hosting, access }: PresenceParts,
  stations: Stations,
): Promise<Presence> {
  const subscriber = stations.add('presence-ear', connectForSubscriptions(redisUrl), (connection) =>
    connection.disconnect(),
  );
  const store = stations.add(
    'presence',
    new PresenceStore({ redis, subscriber, prefix: config.redisPrefix, now: () => hosting.now() }),
    (each) => each.stop(),
  );
  await store.start();
  const presence = new Presence(store, (person) => access.people.known(person)?.name ?? null);
  stations.add('links', new LinkWatch({ hosting, presence, store }), (each) => each.stop());
  return presence;
}

async function serveMetrics(
  { metricsPort, host }: Config,
  { metrics, stations }: { metrics: Metrics; stations: Stations },
): Promise<void> {
  if (metricsPort === null) return;
  const server = createServer(createMetricsHttp({ metrics }));
  await listen(server, { port: metricsPort, host });
  stations.add('metrics', server, (each) => ended(each));
}

/** The port that was really taken: another than asked for when that was 0. */
function listen(server: Server, { port, host }: Pick<Config, 'port' | 'host'>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (problem: NodeJS.ErrnoException) => {
      const taken = problem.code === 'EADDRINUSE';
      reject(
        taken
          ? new BadConfig(`PORT is ${port}; it must be a port that no other program on ${host} uses.`)
          : new BadConfig(
              `HOST is "${host}" and PORT is ${port}; this machine cannot listen there (${problem.code ?? problem.message}).`,
            ),
      );
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Resolves when the last connection has ended: the door closes its own, requests under way get a moment. */
function ended(server: Server): Promise<void> {
  if (server.listening) server.close();
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), REQUEST_MS).unref();
  return new Promise((resolve) => {
    server.once('close', () => resolve());
    server.getConnections((_problem, count) => (count === 0 ? resolve() : undefined));
  });
}

function announce(address: string, { port, journal }: { port: number; journal: Journal }): void {
  // The journal's line first: nothing stands between the address and the welcome link.
  journal.info('server.listening', { port, address, pid: process.pid });
  console.log(`\n  Watchfloor is open at ${address}\n`);
}

/** As soon as Redis can be asked. */
async function welcome(
  { people, invites }: AccessHouse,
  { address, journal }: { address: string; journal: Journal },
): Promise<void> {
  for (;;) {
    try {
      const link = await welcomeLink(people, invites, address);
      if (link !== null)
        console.log(
          `  Nobody is in charge here yet. Open this once to become the administrator (24 hours):\n  ${link}\n`,
        );
      return;
    } catch (problem) {
      journal.debug('welcome.waiting', { problem: told(problem) });
      await pause(1_000);
    }
  }
}

/** What an operator can put right is one sentence and exit code 2; anything else is a bug and keeps its stack. */
main().catch((problem: unknown) => {
  const isTheirs = problem instanceof BadConfig || problem instanceof NoRedis;
  console.error(isTheirs ? problem.message : problem);
  process.exit(problem instanceof BadConfig ? 2 : 1);
});
