/**
 * The sign that text waits, begun and not sent: on the button, tab, menu or palette entry that opens its form. It takes
 * no room, so that nothing moves when it appears.
 */
import { useContext, useSyncExternalStore, type ReactNode } from 'react';
import { nameOf, NO_ROOM, waitingDrafts } from '../session/drafts.ts';
import { me } from '../session/me.ts';
import { RoomContext } from '../session/room-context.ts';
import { useStore } from '../session/store-hooks.ts';
import styles from './DraftMark.module.css';

const NONE: readonly string[] = [];

/** Whether any of these fields of this room (outside of rooms: of the page) has a draft. */
export function useDraftWaits(fields = NONE): boolean {
  const room = useContext(RoomContext)?.view.get().id ?? NO_ROOM;
  return useNamedWaits(fields.map((field) => nameOf(room, field)));
}

/** The same by the drafts' full names, for what is drawn outside of its room. */
export function useNamedWaits(names = NONE): boolean {
  const waiting = waitingDrafts(useStore(me)?.id ?? '');
  return useSyncExternalStore(waiting.subscribe, () => names.some((name) => waiting.get().has(name)));
}

/** For what has a name of its own instead of its words: the mark is a part of it. */
export const markedLabel = (label: string | undefined, waits: boolean): string | undefined =>
  label === undefined || !waits ? label : `${label}. Draft waiting`;

/** `line`: behind words in a row of a list; else at the corner of what has it. */
export const DraftMark = ({ line = false }: { readonly line?: boolean }): ReactNode => (
  <Mark says="Draft waiting" line={line} />
);

/** The same dot for other things that wait. */
export function Mark({ says, line = false }: { readonly says: string; readonly line?: boolean }): ReactNode {
  return (
    <span
      className={styles['mark']}
      data-line={line || undefined}
      data-draft
      role="img"
      aria-label={says}
      title={says}
    />
  );
}
