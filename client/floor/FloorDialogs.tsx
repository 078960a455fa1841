/**
 * The windows about command, always mounted so that nothing typed is lost, and the key `h`. The receiver's window opens by itself,
 * once for each offer; a giver's window closes when command or the offer is no longer theirs to give.
 */
import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { judge, useRoom, useRoomStore, useYou } from '../session/hooks.ts';
import { useKeys } from '../ui/keys.ts';
import { toast } from '../ui/toasts.ts';
import { AssumeDialog, ReliefDialog, RequestDialog } from './AskDialogs.tsx';
import { OfferDialog } from './OfferDialog.tsx';
import { ReceiverDialog } from './ReceiverDialog.tsx';
import { closeFloor, floorScreen, openFloor, type FloorWindow } from './screen.ts';

export function FloorDialogs(): ReactNode {
  const { open, to } = useSyncExternalStore(floorScreen.subscribe, floorScreen.get);
  const offer = useRoom((room) => room.floor.offer);
  const you = useYou();
  const mine = offer !== null && offer.to === you ? offer : null;
  useOpenByItself(mine?.id ?? null);
  useCloseWhenOver();
  useKeyH();
  return (
    <>
      <OfferDialog open={open === 'offer'} onClose={closeFloor} to={to} />
      {mine === null ? null : <ReceiverDialog key={mine.id} open={open === 'receive'} offer={mine} onClose={closeFloor} />}
      <RequestDialog open={open === 'request'} onClose={closeFloor} />
      <ReliefDialog open={open === 'relief'} onClose={closeFloor} />
      <AssumeDialog open={open === 'assume'} onClose={closeFloor} />
    </>
  );
}

function useOpenByItself(offerId: string | null): void {
  useEffect(() => {
    if (offerId === null) return;
    openFloor('receive');
    return () => {
      if (floorScreen.get().open === 'receive') closeFloor();
    };
  }, [offerId]);
}

/** Command has moved: whatever window was about the former state of it says nothing true any more. */
function useCloseWhenOver(): void {
  const epoch = useRoom((room) => room.floor.epoch);
  const holding = useRoom((room) => room.floor.holder) === useYou();
  useEffect(() => closeFloor, [epoch]);
  useEffect(() => {
    const wrong: readonly FloorWindow[] = holding ? ['assume', 'request'] : ['offer', 'relief'];
    const { open } = floorScreen.get();
    if (open !== null && wrong.includes(open)) closeFloor();
  }, [holding]);
}

function useKeyH(): void {
  const store = useRoomStore();
  const run = (): void => {
    const view = store.view.get();
    const { offer, holder } = view.room.floor;
    if (offer !== null && offer.to === view.you?.id) return openFloor('receive');
    if (holder === view.you?.id && offer === null) return openFloor('offer');
    const refused = judge(view, 'floor.offer', { to: '', brief: { trend: 'steady', ifThen: ['none'] } });
    toast({ tone: 'refused', text: refused?.sentence ?? 'Command cannot be handed off now.' });
  };
  useKeys([{ key: 'h', does: 'Hand off command, or open the offer made to you', run }]);
}
