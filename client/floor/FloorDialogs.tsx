/**
 * The windows about command, always mounted so that nothing typed is lost. The receiver's window opens by itself, once
 * for each offer; a giver's window closes when command or the offer is no longer theirs to give.
 */
import { useEffect, useRef, type ReactNode } from 'react';
import { useRoom, useYou } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { AssumeDialog, ReliefDialog, RequestDialog } from './AskDialogs.tsx';
import { EditBriefDialog } from './EditBriefDialog.tsx';
import { OfferDialog } from './OfferDialog.tsx';
import { ProxyDialog } from './ProxyDialog.tsx';
import { ReceiverDialog } from './ReceiverDialog.tsx';
import { floorDialog, type FloorWindow } from './screen.ts';
import { useFloorKeys } from './useFloorKeys.ts';
import { WalkDialog } from './WalkCard.tsx';

export function FloorDialogs(): ReactNode {
  const screen = useStore(floorDialog);
  const open = screen?.open ?? null;
  const offer = useRoom((room) => room.floor.offer);
  const you = useYou();
  const mine = offer !== null && offer.to === you ? offer : null;
  const given = offer !== null && offer.from === you ? offer : null;
  useOpenByItself(mine?.id ?? null);
  useCloseWhenOver();
  useOpenWhenLeaving();
  useFloorKeys();
  return (
    <>
      <OfferDialog open={open === 'offer'} onClose={floorDialog.close} to={screen?.to ?? null} />
      {given === null || open !== 'edit' ? null : <EditBriefDialog open offer={given} onClose={floorDialog.close} />}
      {mine === null ? null : (
        <ReceiverDialog key={mine.id} open={open === 'receive'} offer={mine} onClose={floorDialog.close} />
      )}
      <RequestDialog open={open === 'request'} onClose={floorDialog.close} />
      <ReliefDialog open={open === 'relief'} onClose={floorDialog.close} />
      {open === 'proxy' ? <ProxyDialog to={screen?.to ?? null} onClose={floorDialog.close} /> : null}
      {open === 'walk' ? <WalkDialog onClose={floorDialog.close} /> : null}
      <AssumeDialog open={open === 'assume'} onClose={floorDialog.close} />
    </>
  );
}

function useOpenByItself(offerId: string | null): void {
  useEffect(() => {
    if (offerId === null) return;
    floorDialog.open({ open: 'receive' });
    return () => {
      if (floorDialog.get()?.open === 'receive') floorDialog.close();
    };
  }, [offerId]);
}

/** Command has moved: any window about the state before is out of date. */
function useCloseWhenOver(): void {
  const epoch = useRoom((room) => room.floor.epoch);
  const holding = useRoom((room) => room.floor.holder) === useYou();
  useEffect(() => floorDialog.close, [epoch]);
  useEffect(() => {
    const wrong: readonly FloorWindow[] = holding
      ? ['assume', 'request']
      : ['offer', 'edit', 'relief', 'walk', 'proxy'];
    const open = floorDialog.get()?.open;
    if (open !== undefined && wrong.includes(open)) floorDialog.close();
  }, [holding]);
}

/** A commander who goes away or to rest is shown at once how to hand off. */
function useOpenWhenLeaving(): void {
  const you = useYou();
  const holding = useRoom((room) => room.floor.holder) === you;
  const staying = useRoom((room) => room.crew.members[you]?.availability ?? 'here') === 'here';
  const before = useRef(staying);
  useEffect(() => {
    const left = before.current && !staying;
    before.current = staying;
    if (left && holding) floorDialog.open({ open: 'offer' });
  }, [staying, holding]);
}
