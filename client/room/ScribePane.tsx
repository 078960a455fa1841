/** The scribe document as the room shows it: the room decides who may write, the panel only draws. */
import { useMemo, type ReactNode } from 'react';
import { mayWriteDocument } from '../../shared/room.ts';
import { useRoom, useSend, useView, useYou } from '../session/hooks.ts';
import { serverNow } from '../session/server-clock.ts';
import { ScribePanel } from '../scribe/panel/ScribePanel.tsx';

export function ScribePane(): ReactNode {
  const room = useView((view) => view.id);
  const id = useYou();
  const name = useView((view) => view.you?.name ?? '');
  const seats = useRoom((state) => state.crew.seats);
  const mayWrite = useRoom((state) => mayWriteDocument(state, id));
  const send = useSend();
  const you = useMemo(
    () => ({ id, name, roles: seats.filter((seat) => seat.taken && seat.person === id).map((seat) => seat.role) }),
    [id, name, seats],
  );
  return <ScribePanel roomId={room} mayWrite={mayWrite} you={you} send={send} serverNow={serverNow} />;
}
