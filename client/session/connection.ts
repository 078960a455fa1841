/**
 * The one socket of this tab: what is sent over it, and how well it is.
 *
 *   live --no word for 3 s--> amber --15 s--> red --back--> live      (`reload`: server speaks another protocol or version of the domain)
 *     \--the server says that nothing can be saved--> held --it says that it can--> live
 *
 * The server speaks every two seconds to a page that is in sight, and every four to one that is not; a silent socket
 * counts as lost long before the browser notices. WebSocket only, so any server behind any load balancer can take it. Silence is measured by the clock that no one sets; the server is
 * asked for its time on each connection, when the page comes into sight, and after this machine has slept.
 */
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, NotOk, ServerToClient, TimeAnswer } from '../../shared/protocol.ts';
import { me } from './me.ts';
import { estimate, learnServerTime, serverNow } from './server-clock.ts';
import { Store } from './store.ts';

export type LinkState = 'connecting' | 'live' | 'held' | 'amber' | 'red' | 'reload' | 'signed-out';
interface Link {
  readonly state: LinkState;
  /** When the server was last heard, by its own clock (ms). */
  readonly heardAt: number;
}

const PROTOCOL = 1;
const PING_MS = 4_000;
const ALIVE_MS = 2_000;
const AMBER_MS = 3_000;
const RED_MS = 15_000;
const ANSWER_MS = 8_000;
const AGAIN_MS = 1_000;

export const link = new Store<Link>({ state: 'connecting', heardAt: serverNow() });
export type RoomSocket = Socket<ServerToClient, ClientToServer>;

let socket: RoomSocket | null = null;
/** The server is there, and what it keeps things in takes no writes. */
let held = false;
/** By the monotonic clock. */
let lastHeard = performance.now();
/** Since when the page is in sight, by the same clock; null while it is not. */
let inSightSince: number | null = null;
let isAsking = false;
let askedAt = Number.NEGATIVE_INFINITY;

/**
 * The socket, opened on first use. It is this person's: a server that sees someone else's session behind it refuses it.
 */
export function connection(): RoomSocket {
  if (socket !== null) return socket;
  socket = io({
    path: '/socket.io',
    transports: ['websocket'],
    auth: { protocol: PROTOCOL },
    query: { person: me.get()?.id ?? '' },
    reconnectionDelay: 250,
    reconnectionDelayMax: 2_000,
    randomizationFactor: 0.6,
    timeout: 5_000,
  });
  const made = socket;
  made.on('connect', () => {
    hold(false);
    askTimeAgain();
    sayWhetherWatched();
  });
  made.on('saving', ({ possible }) => hold(!possible));
  made.onAny(heard);
  made.io.on('ping', heard);
  made.on('bye', ({ code }) => end(code));
  made.on('connect_error', (error) => refusedAtTheDoor(error.message));
  made.on('disconnect', (cause) => {
    if (cause === 'io server disconnect') made.connect();
    watch();
  });
  setInterval(watch, 500);
  window.addEventListener('online', () => made.connected || made.connect());
  window.addEventListener('offline', watch);
  document.addEventListener('visibilitychange', () => {
    sayWhetherWatched();
    if (inSightSince !== null) askTimeAgain();
  });
  return made;
}

/** Sends and waits for the answer; null when none came in time (which says nothing about whether it was done). */
export async function ask<Answer>(event: keyof ClientToServer, message: object): Promise<Answer | NotOk | null> {
  const opened = connection();
  if (!opened.connected) return null;
  try {
    const answer = (await opened.timeout(ANSWER_MS).emitWithAck(event, message)) as Answer;
    heard();
    return answer;
  } catch {
    return null;
  }
}

/** The page is older or newer than the server: nothing more is sent. */
export function demandReload(): void {
  link.set({ ...link.get(), state: 'reload' });
  socket?.disconnect();
}

export const isLost = (state: LinkState): boolean => state === 'amber' || state === 'red';

/** Connected, and what decides can be sent. */
export const mayDecide = (state: LinkState): boolean => !isLost(state) && state !== 'held';

function heard(): void {
  if (link.get().state === 'reload') return;
  lastHeard = performance.now();
  const state = socket?.connected !== true ? link.get().state : held ? 'held' : 'live';
  link.set({ state, heardAt: serverNow() });
}

function hold(holds: boolean): void {
  held = holds;
  heard();
}

/** Nothing more is sent from this page. */
const isOver = (): boolean => ['reload', 'signed-out'].includes(link.get().state);

/** A page in sight is to hear sooner that the link is lost. */
function sayWhetherWatched(): void {
  const watching = document.visibilityState === 'visible';
  inSightSince = watching ? (inSightSince ?? performance.now()) : null;
  if (socket?.connected === true) void ask('watching', { watching });
}

/** How long silence is nothing unusual. */
function quietMs(now: number): number {
  if (socket?.connected !== true) return 0;
  return inSightSince !== null && now - inSightSince > PING_MS ? ALIVE_MS : PING_MS;
}

function watch(): void {
  if (isOver()) return;
  const now = performance.now();
  // After a sleep the silence was longer than the clock knows.
  if (estimate.haveParted()) lastHeard = Math.min(lastHeard, now - PING_MS);
  if (estimate.isDoubted && now - askedAt > ALIVE_MS) void askTime();
  const silent = now - lastHeard - quietMs(now);
  if (silent >= RED_MS) link.change({ state: 'red' });
  else if (silent >= AMBER_MS) link.change({ state: 'amber' });
}

function askTimeAgain(): void {
  estimate.doubt();
  void askTime();
}

async function askTime(): Promise<void> {
  if (isAsking || socket?.connected !== true) return;
  isAsking = true;
  askedAt = performance.now();
  const asked = estimate.ask();
  const answer = await ask<TimeAnswer>('time', {});
  isAsking = false;
  if (answer?.ok === true) learnServerTime(answer.now, asked);
}

/** This page's session is over, or is now another person's: nothing more is sent from here. */
export function nowSignedOut(): void {
  link.change({ state: 'signed-out' });
  socket?.disconnect();
}

function end(code: number): void {
  if (code === 4401) nowSignedOut();
}

function refusedAtTheDoor(code: string): void {
  if (code.startsWith('access.')) end(4401);
  if (code.startsWith('protocol.')) demandReload();
  // Not now: socket.io gives up a connection that was refused, and only that.
  if (code === 'unavailable') setTimeout(() => isOver() || socket?.connect(), AGAIN_MS * (1 + Math.random()));
}
