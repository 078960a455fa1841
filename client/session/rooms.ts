/**
 * The lobby's list of rooms: every open one and those that closed last, asked on every connect and kept current by what
 * the server pushes; older ones are in client/lobby/closed-rooms.ts. A room's page keeps the open ones only. A room
 * never goes back to an older version of its card. No React here.
 */
import type { ListedCard } from '../../shared/card.ts';
import type { LobbyAnswer } from '../../shared/protocol.ts';
import { ask, connection } from './connection.ts';
import { Store } from './store.ts';

export interface Rooms {
  /** Before the first answer an empty list means nothing. */
  readonly known: boolean;
  readonly byId: Readonly<Record<string, ListedCard>>;
}

export const rooms = new Store<Rooms>({ known: false, byId: {} });

const AGAIN_MS = 1_000;

/** Keeps the list while a page is on screen that is about it: the lobby, or (`closed` false) a room. Returns how to stop. */
export function watchRooms({ closed = true }: { readonly closed?: boolean } = {}): () => void {
  const socket = connection();
  let stopped = false;
  const onRooms = (message: { changed: readonly ListedCard[]; gone: readonly string[] }): void =>
    learn(message.changed, message.gone);
  const subscribe = async (): Promise<void> => {
    const answer = await ask<LobbyAnswer>('lobby', closed ? {} : { closed });
    if (stopped) return;
    if (answer !== null && answer.ok) return replace(answer.rooms);
    if (socket.connected) setTimeout(() => stopped || void subscribe(), AGAIN_MS);
  };
  const onConnect = (): void => void subscribe();
  socket.on('rooms', onRooms).on('connect', onConnect);
  if (socket.connected) void subscribe();
  return () => {
    stopped = true;
    socket.off('rooms', onRooms).off('connect', onConnect);
  };
}

/** What was open and is not in a fresh answer has closed or is not ours any more; closed rooms stay. */
function replace(cards: readonly ListedCard[]): void {
  const before = Object.values(rooms.get().byId).filter((card) => card.closedAt !== null);
  rooms.set({ known: true, byId: byId([...before, ...cards]) });
}

function learn(changed: readonly ListedCard[], gone: readonly string[]): void {
  const kept = Object.values(rooms.get().byId).filter((card) => !gone.includes(card.id));
  rooms.set({ ...rooms.get(), byId: byId([...kept, ...changed]) });
}

function byId(cards: readonly ListedCard[]): Readonly<Record<string, ListedCard>> {
  const found: Record<string, ListedCard> = {};
  for (const card of cards) if ((found[card.id]?.version ?? 0) <= card.version) found[card.id] = card;
  return found;
}

/** Open ones: one's own first, then the worst, then the longest running. Drills after everything real. */
export function openRooms({ byId: cards }: Rooms, own: readonly string[] = []): readonly ListedCard[] {
  const place = ({ id }: ListedCard): number => (own.includes(id) ? own.indexOf(id) : own.length);
  const drill = (card: ListedCard): number => (card.kind === 'drill' ? 1 : 0);
  return Object.values(cards)
    .filter((card) => card.closedAt === null)
    .sort(
      (a, b) =>
        place(a) - place(b) ||
        drill(a) - drill(b) ||
        a.severity - b.severity ||
        a.declaredAt.localeCompare(b.declaredAt),
    );
}

export function closedRooms({ byId: cards }: Rooms): readonly ListedCard[] {
  return Object.values(cards)
    .filter((card) => card.closedAt !== null)
    .sort((a, b) => (b.closedAt ?? '').localeCompare(a.closedAt ?? ''));
}

/** The open rooms that this person commands. */
export const commandedBy = (all: Rooms, person: string): readonly ListedCard[] =>
  openRooms(all).filter(({ commander }) => commander?.id === person);

/** What is open and was not in a list that was known. */
export function opened(before: Rooms, { byId: cards }: Rooms): readonly ListedCard[] {
  const wasOpen = ({ id }: ListedCard): boolean => before.byId[id]?.closedAt === null;
  return before.known ? Object.values(cards).filter((card) => card.closedAt === null && !wasOpen(card)) : [];
}

/** The open rooms of this person: those they command, then those they were in, the newest first. */
export function ownRooms({ byId: cards }: Rooms, person: string, been: readonly string[]): readonly string[] {
  const commanded = Object.values(cards).filter(({ commander }) => commander?.id === person);
  return [...new Set([...commanded.map(({ id }) => id), ...been.filter((id) => cards[id]?.closedAt === null)])];
}
