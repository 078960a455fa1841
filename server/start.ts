/**
 * The only file that constructs. It builds every service, starts them in order, and answers a handle that stops them in
 * reverse.
 *
 *   Redis (ours or given) -> may we write? -> log, clock -> rooms -> access -> presence -> document gateway -> door -> alarm, consumers -> HTTP
 *
 * A Redis that is away does not keep a server from starting: it is up and says that it is not ready.
 */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Redis } from 'ioredis';
import { Crews } from './access/crews.ts';
import { createAccess, type Access } from './access/access.ts';
import { welcomeLink } from './access/welcome.ts';
import { addressOf } from './address.ts';
import { Alarm } from './timers/alarm.ts';
import { openAttachmentStore, type AttachmentStore } from './attachments/store.ts';
import { Budgets } from './budgets/budgets.ts';
import type { Config } from './config/config.ts';
import { Consumers } from './consumers/consumers.ts';
import { Cursors } from './consumers/cursors.redis.ts';
import { roomCounts, roomCountsText } from './consumers/room-counts.ts';
import { isReloadSocket, serveSources } from './development.ts';
import { clientAddressBy } from './edge/client-address.ts';
import { Sample } from './sample/sample.ts';
import { Sockets } from './sockets/sockets.ts';
import { originCheck, ownOrigins } from './edge/origins.ts';
import { routeUpgrades } from './edge/upgrades.ts';
import { waysIn } from './access/ways-in.ts';
import { Provider } from './access/oidc.ts';
import type { OidcRouteParts } from './http/oidc.ts';
import { createHttp, createMetricsHttp } from './http/http.ts';
import { told, type Logger } from './logger.ts';
import { createWaitingServer, ended, listen } from './listening.ts';
import { connectForRequests, connectForSubscriptions } from './log/redis.ts';
import { RedisRoomLog } from './log/room-log.redis.ts';
import { StoreClock } from './log/store-clock.ts';
import { countAppend, Metrics, watchLoop } from './metrics.ts';
import { LinkWatch } from './presence/link-watch.ts';
import { PresenceStore } from './presence/presence-store.ts';
import { Presence } from './presence/presence.ts';
import { EmbeddedRedis } from './redis/embedded-redis.ts';
import { WriteWatch } from './redis/write-watch.ts';
import { roomDomain, workspaceDomain } from './rooms/domains.ts';
import { Rooms } from './rooms/rooms.ts';
import { pause } from './rooms/waiting.ts';
import { createScribeGateway, type ScribeGateway } from './scribe/wire/gateway.ts';
import { SecurityLog, type Audit } from './security-log.ts';
import type { Shutdown } from './shutdown.ts';

/** A server that listens. */
export interface Running {
  readonly port: number;
  /** As people use it: PUBLIC_URL, or localhost and the port. */
  readonly address: string;
}

/** What every step is given. */
interface Base {
  readonly config: Config;
  readonly logger: Logger;
  /** Learns of everything that was started, also of what was started before a later step failed. */
  readonly shutdown: Shutdown;
  readonly metrics: Metrics;
}

/** Rejects with BadConfig or NoRedis, which an operator can put right. */
export async function start(given: Omit<Base, 'metrics'>): Promise<Running> {
  const base = { ...given, metrics: new Metrics() };
  const { config, logger, shutdown } = base;
  const redisUrl =
    config.redis.url ??
    shutdown.add('redis', await EmbeddedRedis.on(config.redis.dataDir), (redis) => redis.stop()).url;
  const { server, ready } = createWaitingServer();
  const port = await listen(server, config.network);
  const running = { port, address: addressOf(config.network, port) };
  shutdown.add('connections', server, ended);
  shutdown.add('loop', watchLoop(base.metrics), (stop) => stop());
  const store = await openStore(base, redisUrl);
  const services = await openServices(base, store);
  await startAlarm(base, store);
  startConsumers(base, store);
  ready(await answering(base, server, { ...store, ...services, ...running }));
  shutdown.add('listening', server, (each) => void each.close());
  await serveMetrics(base, store);
  announce(running, logger);
  void welcome(services.access, running.address, logger);
  return running;
}

/** Takes the server's upgrades, and answers what takes its requests. */
async function answering(base: Base, server: Server, parts: Store & Services & Running): Promise<RequestListener> {
  const { config, shutdown } = base;
  const { access, sockets, scribe, budgets, audit, port, address } = parts;
  const originOf = originCheck(ownOrigins(config.network, port));
  const development = config.development
    ? shutdown.add('vite', await serveSources(server), (vite) => vite.stop())
    : null;
  const oidc = providerOf(base, address);
  routeUpgrades(server, {
    originOf,
    mayKnock: (request) => budgets.mayKnock(budgets.addressOf(request)) || access.admission.isNamed(request),
    onForeign: (request) => audit(request, 'socket.foreign-origin'),
    routes: [
      ['/socket.io/', sockets.upgrade],
      ['/scribe/', (...upgrade) => scribe.handle(...upgrade)],
    ],
    leaveAlone: development === null ? undefined : isReloadSocket,
  });
  return createHttp({
    ...base,
    ...parts,
    ...access,
    access: access.admission,
    ways: config.signIn,
    waysIn: () => waysIn(config.signIn, oidc?.provider ?? null),
    oidc,
    documents: scribe,
    originOf,
    allowWeakRedis: config.redis.allowWeak,
    address: () => address,
    development: development?.pages ?? null,
  });
}

/** Asked for the first time when somebody wants to sign in: it may be away, and this server starts all the same. */
function providerOf({ config, logger }: Base, address: string): OidcRouteParts['oidc'] {
  const { oidc } = config.signIn;
  const redirect = (): string => `${address}/auth/oidc/callback`;
  return oidc === null ? null : { config: oidc, provider: new Provider(oidc, redirect, logger) };
}

interface Store {
  readonly redisUrl: string;
  readonly writes: WriteWatch;
  readonly redis: Redis;
  readonly log: RedisRoomLog;
  readonly clock: StoreClock;
  readonly hosting: Rooms;
}

async function openStore({ config, logger, shutdown, metrics }: Base, redisUrl: string): Promise<Store> {
  const { prefix, allowWeak } = config.redis;
  const writes = shutdown.add('writes', new WriteWatch({ redisUrl, prefix, allowWeak, logger }), (each) => each.stop());
  await writes.start();
  const redis = shutdown.add('requests', connectForRequests(redisUrl), (connection) => connection.disconnect());
  const log = shutdown.add('log', new RedisRoomLog(redisUrl, prefix), (each) => each.close());
  const clock = shutdown.add('clock', new StoreClock(log), (each) => each.stop());
  await clock.start();
  const hosting = shutdown.add(
    'rooms',
    new Rooms(
      { room: roomDomain, workspace: workspaceDomain },
      { log, clock, warn: logger.warn, counted: (append) => countAppend(metrics, append) },
    ),
    (rooms) => rooms.stop(),
  );
  await hosting.start();
  return { redisUrl, writes, redis, log, clock, hosting };
}

async function startAlarm({ config, logger, shutdown, metrics }: Base, store: Store): Promise<void> {
  const { redisUrl, log, clock, hosting: rooms } = store;
  const wokeLate = (lateMs: number): void => metrics.took('watchfloor_timer_late_seconds', lateMs / 1000);
  const alarm = new Alarm({ redisUrl, prefix: config.redis.prefix, log, clock, rooms, logger, wokeLate });
  await shutdown.add('alarm', alarm, (each) => each.stop()).start();
}

/** Not waited for: a long past may have to be looked through first, and no room depends on it. */
function startConsumers({ config, logger, shutdown, metrics }: Base, { redisUrl, redis, log }: Store): void {
  const { prefix } = config.redis;
  const consumers = [roomCounts];
  const cursors = new Cursors(
    redis,
    prefix,
    consumers.map(({ name }) => name),
  );
  const parts = { consumers, cursors, redisUrl, prefix, log, logger, metrics };
  void shutdown.add('consumers', new Consumers(parts), (each) => each.stop()).start();
}

/** Who is it, and how much may they do. */
interface Gate {
  readonly access: Access;
  readonly audit: Audit;
  readonly budgets: Budgets;
}

interface Services extends Gate {
  readonly scribe: ScribeGateway;
  readonly attachments: AttachmentStore;
  readonly sockets: Sockets;
  readonly presence: Presence;
  readonly sample: Sample;
}

const BEHIND_A_PROXY =
  'X-Forwarded-For arrived, but TRUST_PROXY is not set: behind a proxy, everybody is counted as one address';

function openGate({ config, logger, shutdown }: Base, { redis, hosting }: Store): Gate {
  const warn = (): void => logger.warn('proxy.not-trusted', { problem: BEHIND_A_PROXY });
  const clientAddress = clientAddressBy(config.network.trustProxy, warn);
  const { audit } = shutdown.add('security-log', new SecurityLog(logger, clientAddress), (each) => each.stop());
  const access = createAccess({ redis, config, workspace: hosting.workspace, now: () => hosting.now() });
  const limits = { prefix: config.redis.prefix, factor: config.budgetFactor, clientAddress };
  const budgets = shutdown.add('budgets', new Budgets(redis, limits), (each) => each.stop());
  shutdown.add('crews', new Crews(hosting), (each) => each.stop());
  return { access, audit, budgets };
}

async function openServices(base: Base, store: Store): Promise<Services> {
  const { config, logger, shutdown, metrics } = base;
  const { redisUrl, hosting, writes: saving } = store;
  const gate = openGate(base, store);
  const { audit, budgets } = gate;
  const access = gate.access.admission;
  const presence = await startPresence(base, store, gate.access);
  const prefix = config.redis.prefix;
  const gateway = createScribeGateway({
    hosting,
    access,
    redisUrl,
    prefix,
    budgetFactor: config.budgetFactor,
    logger,
    audit,
    turnedAway: (request) => budgets.turnedAway(budgets.addressOf(request)),
    mayOpen: async (caller) => (await budgets.open('document', caller)) === null,
    hold: (caller) => budgets.hold('document', caller),
    headings: async () => (await hosting.workspace.fresh()).state.template,
  });
  const scribe = shutdown.add('scribe', gateway, (each) => each.stop());
  const mostWorkspaceBytes = config.attachments.mostMb * 1024 * 1024;
  const shelf = openAttachmentStore({ redisUrl, prefix, s3: config.attachments.s3, mostWorkspaceBytes });
  const attachments = shutdown.add('attachments', shelf, (each) => each.stop());
  const entered = new Sockets({ hosting, access, presence, budgets, logger, metrics, audit, saving });
  const sockets = shutdown.add('sockets', entered, (each) => each.stop());
  const sample = shutdown.add('sample', new Sample({ hosting, presence }), (each) => each.stop());
  return { ...gate, scribe, attachments, sockets, presence, sample };
}

async function startPresence(
  { config, shutdown }: Base,
  { redisUrl, redis, hosting }: Store,
  access: Access,
): Promise<Presence> {
  const subscriber = shutdown.add('presence-subscriber', connectForSubscriptions(redisUrl), (connection) =>
    connection.disconnect(),
  );
  const store = shutdown.add(
    'presence',
    new PresenceStore({ redis, subscriber, prefix: config.redis.prefix, now: () => hosting.now() }),
    (each) => each.stop(),
  );
  await store.start();
  const presence = new Presence(store, (person) => access.people.known(person)?.name ?? null);
  shutdown.add('links', new LinkWatch({ hosting, presence, store }), (each) => each.stop());
  return presence;
}

async function serveMetrics({ config, metrics, shutdown }: Base, { redis }: Store): Promise<void> {
  const { metricsPort, host } = config.network;
  if (metricsPort === null) return;
  const server = createServer(createMetricsHttp(metrics, () => roomCountsText(redis, config.redis.prefix)));
  await listen(server, { port: metricsPort, host });
  shutdown.add('metrics', server, ended);
}

function announce({ address, port }: Running, logger: Logger): void {
  // The log's line first: nothing comes between the address and the welcome link.
  logger.info('server.listening', { port, address, pid: process.pid });
  console.log(`\n  Watchfloor is open at ${address}\n`);
}

/** As soon as Redis can be asked. */
async function welcome({ people, invites }: Access, address: string, logger: Logger): Promise<void> {
  for (;;) {
    try {
      const link = await welcomeLink(people, invites, address);
      if (link !== null)
        console.log(`  No administrator yet. Open this link once to become the administrator (24 hours):\n  ${link}\n`);
      return;
    } catch (problem) {
      logger.debug('welcome.waiting', { problem: told(problem) });
      await pause(1_000);
    }
  }
}
