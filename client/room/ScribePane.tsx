/** The scribe document as the room shows it: the room decides who may write, the panel only draws. */
import { useCallback, useMemo, type ReactNode } from 'react';
import { mayWriteDocument } from '../../shared/room.ts';
import { memberOf } from '../../shared/standing.ts';
import { useRoom, useRoomStore, useSend, useView, useYou } from '../session/hooks.ts';
import { me } from '../session/me.ts';
import { serverNow } from '../session/server-clock.ts';
import { useStore } from '../session/store-hooks.ts';
import { ScribePanel } from '../scribe/panel/ScribePanel.tsx';

export function ScribePane(): ReactNode {
  const room = useView((view) => view.id);
  const id = useYou();
  const name = useView((view) => view.you?.name ?? '');
  const seats = useRoom((state) => state.crew.seats);
  const mayWrite = useRoom((state) => mayWriteDocument(state, id));
  const store = useRoomStore();
  const observer = useStore(me)?.observer === true;
  const reads = useRoom((state) => state.incident.closedAt !== null && memberOf(state, id) === null);
  const join = useCallback(() => store.join(), [store]);
  const send = useSend();
  const you = useMemo(
    () => ({ id, name, roles: seats.filter((seat) => seat.taken && seat.person === id).map((seat) => seat.role) }),
    [id, name, seats],
  );
  return (
    <ScribePanel
      roomId={room}
      mayWrite={mayWrite}
      join={reads && !observer ? join : null}
      you={you}
      send={send}
      serverNow={serverNow}
    />
  );
}
