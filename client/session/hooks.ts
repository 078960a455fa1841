/**
 * The only bridge between the session and React. Panels read the room and send commands through these hooks and know no
 * socket.
 *
 *   useRoom(select)       a part of the folded room, redrawn only when that part changes
 *   useVerdict(type,data) what the domain would say if this were pressed now: null (go on) or the refusal's own sentence
 *   useSend()             sends a command with a fresh id and the floor's epoch; the answer says ok, or why not
 */
import { useCallback, useContext, useMemo, useSyncExternalStore } from 'react';
import { AUTHORITY } from '../../shared/authority.ts';
import type { CommandType, DataOf, RoomCommand } from '../../shared/commands.ts';
import { refuse, type Refused } from '../../shared/decider.ts';
import type { Actor, Commit } from '../../shared/envelope.ts';
import { canBeTyped } from '../../shared/floor/proxy.ts';
import type { CommandAnswer } from '../../shared/protocol.ts';
import { explain } from '../../shared/refusals.ts';
import { asksWhoIsHere, decide, mentions, type RoomState } from '../../shared/room.ts';
import { clockTold } from './zone.ts';
import { isLost, link, mayDecide } from './connection.ts';
import { freshId } from './ids.ts';
import { me } from './me.ts';
import { namesIn } from './names.ts';
import { QUEUEABLE } from './outbox.ts';
import { RoomContext } from './room-context.ts';
import type { RoomStore, RoomView } from './room-store.ts';
import { serverInstant, ticks } from './server-clock.ts';
import { useLinkState } from './store-hooks.ts';

export function useRoomStore(): RoomStore {
  const store = useContext(RoomContext);
  if (store === null) throw new Error('this part of the screen belongs inside a room');
  return store;
}

export function useView<Part>(select: (view: RoomView) => Part): Part {
  const { view } = useRoomStore();
  return useSyncExternalStore(view.subscribe, () => select(view.get()));
}

/** `select` must return a part of the state, or a primitive: never a fresh object. */
export const useRoom = <Part>(select: (room: RoomState) => Part): Part => useView((view) => select(view.room));

export const useYou = (): string => useView((view) => view.you?.id ?? '');
/** The server's time in milliseconds, at the last whole second. Redraws once a second: use it in leaves only. */
export const useNow = (): number => useSyncExternalStore(ticks.subscribe, ticks.get);

/** In command, or typing for the commander: the buttons for what both may do. */
export const useSpeaksAsCommander = (): boolean =>
  useView(({ you, room: { floor } }) => you !== null && (floor.holder === you.id || floor.proxy === you.id));

/** Turns a person's id into what this room calls them. */
export function useNames(): (person: string) => string {
  const members = useRoom((room) => room.crew.members);
  return useMemo(() => namesIn(members), [members]);
}

/** Asks the domain. The link is checked first: while it is lost or held, nothing that decides may be pressed. */
export function judge<Type extends CommandType>(
  view: RoomView,
  type: Type,
  data: DataOf<Type>,
): { readonly refused: Refused; readonly sentence: string } | null {
  const hindrance = QUEUEABLE.has(type) ? null : hindranceNow();
  if (hindrance !== null) return { refused: refuse(hindrance.code), sentence: hindrance.message };
  const refused = verdictOf(view, type, data);
  return refused === null
    ? null
    : { refused, sentence: explain(refused, namesIn(view.room.crew.members), clockTold(serverInstant())) };
}

const LINK_LOST =
  'You’re disconnected, so this isn’t available. Chat, notes and the document still work. Try again once you’re back online.';
const NOT_SAVING =
  'Nothing can be saved right now, so this isn’t available. Chat, notes and the document still work. Try again once the notice at the top is gone.';

/** Why nothing that decides can be sent; null when it can. */
function hindranceNow(): { readonly code: 'link.lost' | 'unavailable'; readonly message: string } | null {
  const { state } = link.get();
  if (isLost(state)) return { code: 'link.lost', message: LINK_LOST };
  return mayDecide(state) ? null : { code: 'unavailable', message: NOT_SAVING };
}

function verdictOf(view: RoomView, type: CommandType, data: object): Refused | null {
  if (view.you === null) return refuse('crew.enter-first');
  const actor: Actor = {
    id: view.you.id,
    name: view.you.name,
    trained: view.you.trained,
    administrator: view.you.administrator,
  };
  const command = { id: 'preview', type, data };
  const commits = commitsFor(view, mentions(command, view.room));
  const context = {
    now: serverInstant(),
    actor,
    commandId: 'preview',
    version: view.position.version + 1,
    epoch: view.room.floor.epoch,
    here: asksWhoIsHere(command) ? connectedIn(view) : undefined,
    commits,
    // As the server does: who is not in the room yet joins with what they do.
    arrival: { as: me.get()?.observer === true ? ('observer' as const) : ('responder' as const) },
  };
  const verdict = decide(view.room, command, context);
  return verdict.ok ? null : verdict;
}

const connectedIn = ({ people }: RoomView): readonly string[] =>
  Object.values(people).flatMap(({ id, connected }) => (connected ? [id] : []));

function commitsFor(view: RoomView, versions: readonly number[]): ReadonlyMap<number, Commit> {
  const first = view.commits[0]?.version ?? 0;
  return new Map(
    versions.flatMap((version) => {
      const commit = view.commits[version - first];
      return commit === undefined ? [] : [[version, commit] as const];
    }),
  );
}

/**
 * Redrawn with the room and once a second, because a verdict may depend on the time; with who is here only then, because
 * the domain hardly ever asks.
 */
export function useVerdict<Type extends CommandType>(
  type: Type,
  data: DataOf<Type>,
): { readonly refused: Refused; readonly sentence: string } | null {
  const { view } = useRoomStore();
  useRoom((room) => room);
  useView(({ you }) => you);
  useView(({ commits }) => commits);
  useNow();
  useLinkState();
  return judge(view.get(), type, data);
}

/** `id`: instead of a fresh one. `field`: the draft to which the words go back when they are refused. */
export type Send = <Type extends CommandType>(
  type: Type,
  data: DataOf<Type>,
  id?: string,
  field?: string,
) => Promise<CommandAnswer>;

export function useSend(): Send {
  const store = useRoomStore();
  return useCallback<Send>(
    (type, data, id, field) => {
      const view = store.view.get();
      const hindrance = hindranceNow();
      if (hindrance !== null && !QUEUEABLE.has(type)) return Promise.resolve({ ok: false, ...hindrance });
      const { holder, proxy } = view.room.floor;
      const typing = proxy === view.you?.id && canBeTyped(AUTHORITY[type] ?? {}, data, holder);
      const carriesEpoch = AUTHORITY[type]?.who === 'floor' || holder === view.you?.id || typing;
      const epoch = carriesEpoch ? { epoch: view.room.floor.epoch } : {};
      // The type of the parameters guarantees that they fit; the compiler loses that where the two are put together.
      const command = { type, data } as RoomCommand;
      return store.outbox.send(
        {
          ...command,
          id: id ?? freshId(),
          writtenAt: serverInstant(),
          ...epoch,
          ...(field === undefined ? {} : { field }),
        },
        hindrance !== null,
      );
    },
    [store],
  );
}
