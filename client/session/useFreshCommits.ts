/** Each commit once, as it arrives: what was there when the listener came is history. With the view that it led to. */
import { useEffect, useEffectEvent } from 'react';
import type { Commit } from '../../shared/envelope.ts';
import { useRoomStore } from './hooks.ts';
import type { RoomView } from './room-store.ts';

export function useFreshCommits(onCommit: (commit: Commit, view: RoomView) => void): void {
  const store = useRoomStore();
  const hear = useEffectEvent(onCommit);
  useEffect(() => {
    let heard = store.view.get().position.version;
    return store.view.subscribe(() => {
      const view = store.view.get();
      const first = view.commits[0]?.version ?? 1;
      const fresh = view.commits.slice(Math.max(0, heard + 1 - first));
      heard = Math.max(heard, view.position.version);
      for (const commit of fresh) hear(commit, view);
    });
  }, [store]);
}
