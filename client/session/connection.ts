/**
 * The one socket of this tab: what is sent over it, and how well it is.
 *
 *   live --no word for 3 s--> amber --15 s--> red --back--> live      (`reload`: server speaks another protocol or version of the domain)
 *
 * The server pings every two seconds; a silent socket counts as lost long before the browser notices. WebSocket only,
 * so any server behind any load balancer can take it.
 */
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, NotOk, ServerToClient } from '../../shared/protocol.ts';
import { me } from './me.ts';
import { Store } from './store.ts';

export type LinkState = 'connecting' | 'live' | 'amber' | 'red' | 'reload' | 'signed-out';
interface Link {
  readonly state: LinkState;
  /** When the server was last heard, by this machine's clock (ms). */
  readonly heardAt: number;
}

const PROTOCOL = 1;
const PING_MS = 2_000;
const AMBER_MS = 3_000;
const RED_MS = 15_000;
const ANSWER_MS = 8_000;

export const link = new Store<Link>({ state: 'connecting', heardAt: Date.now() });
export type RoomSocket = Socket<ServerToClient, ClientToServer>;

let socket: RoomSocket | null = null;

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
  made.on('connect', heard);
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

function heard(): void {
  if (link.get().state === 'reload') return;
  link.set({ state: socket?.connected === true ? 'live' : link.get().state, heardAt: Date.now() });
}

function watch(): void {
  const { state, heardAt } = link.get();
  if (state === 'reload' || state === 'signed-out') return;
  const silent = Date.now() - heardAt - (socket?.connected === true ? PING_MS : 0);
  if (silent >= RED_MS) link.change({ state: 'red' });
  else if (silent >= AMBER_MS) link.change({ state: 'amber' });
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
}
