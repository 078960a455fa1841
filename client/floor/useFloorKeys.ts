/**
 * What can be done about command from the keyboard: `h` hands off or opens the offer made to you; the rest is in the
 * palette.
 */
import type { PlainType } from '../../shared/commands.ts';
import type { CommandAnswer } from '../../shared/protocol.ts';
import { judge, useRoom, useRoomStore, useSend, useYou } from '../session/hooks.ts';
import { useKeys, type Key } from '../ui/keys.ts';
import { toast } from '../ui/toasts.ts';
import { sampleOffer } from './offer-draft.ts';
import { floorDialog, FORMS } from './screen.ts';

const REASON = { why: 'preview' };

export function useFloorKeys(): void {
  const handOff = useHandOff();
  const others = useOthersActions();
  const holders = useHoldersActions();
  const closed = useRoom((room) => room.floor.holder === null);
  const holding = useRoom((room) => room.floor.holder) === useYou();
  const more = closed ? [] : holding ? holders : others;
  useKeys([
    {
      key: 'h',
      does: 'Hand off command, or open the offer made to you',
      also: 'handover give command accept',
      drafts: FORMS.offer,
      run: handOff,
    },
    ...more,
  ]);
}

function useHandOff(): () => void {
  const store = useRoomStore();
  return () => {
    const view = store.view.get();
    const { offer, holder } = view.room.floor;
    if (offer !== null && offer.to === view.you?.id) return floorDialog.open({ open: 'receive' });
    if (holder === view.you?.id) return floorDialog.open({ open: offer === null ? 'offer' : 'edit' });
    toast({
      tone: 'refused',
      text: judge(view, 'floor.offer', sampleOffer(''))?.sentence ?? 'You can’t hand off command now.',
    });
  };
}

function useHoldersActions(): readonly Key[] {
  const press = usePress();
  const provisional = useRoom((room) => room.floor.provisional);
  const typed = useRoom((room) => room.floor.proxy !== null);
  const walking = useRoom((room) => room.floor.walk !== null);
  return [
    {
      does: 'Ask to be relieved',
      also: 'relief tired replace me',
      command: { type: 'floor.ask-relief', data: {} },
      drafts: FORMS.relief,
      run: () => floorDialog.open({ open: 'relief' }),
    },
    {
      does: 'Let someone type for me',
      also: 'proxy dictate call bridge scribe',
      run: () => floorDialog.open({ open: 'proxy' }),
    },
    ...(typed ? [press('floor.end-proxy', 'No one types for me any more')] : []),
    ...(provisional ? [press('floor.confirm', 'I have command: confirm it')] : []),
    ...useOfferActions(),
    ...(walking
      ? [
          {
            does: 'Review the tasks from the handoff',
            also: 'walk short',
            run: () => floorDialog.open({ open: 'walk' }),
          },
        ]
      : []),
  ];
}

/** While an offer is open. */
function useOfferActions(): readonly Key[] {
  const press = usePress();
  const send = useSend();
  const offering = useRoom((room) => room.floor.offer !== null);
  const aloud = useRoom((room) => room.floor.offer?.aloud === true);
  if (!offering) return [];
  return [
    { does: 'Edit the offered brief', also: 'handoff', run: () => floorDialog.open({ open: 'edit' }) },
    press('floor.withdraw', 'Withdraw the offer of command'),
    {
      does: aloud ? 'Not handed over aloud after all' : 'Handed over aloud',
      also: 'handoff voice call bridge short',
      command: { type: 'floor.set-aloud', data: { aloud: !aloud } } as const,
      run: () => void send('floor.set-aloud', { aloud: !aloud }).then(toldIfRefused),
    },
  ];
}

function useOthersActions(): readonly Key[] {
  const press = usePress();
  return [
    {
      does: 'Offer to take command',
      also: 'ask for command take over',
      command: { type: 'floor.request', data: {} },
      drafts: FORMS.request,
      run: () => floorDialog.open({ open: 'request' }),
    },
    press('floor.challenge', 'Ask: is there a commander?'),
    {
      does: 'Assume command',
      also: 'take break glass commander gone',
      command: { type: 'floor.assume', data: REASON },
      drafts: FORMS.assume,
      run: () => floorDialog.open({ open: 'assume' }),
    },
  ];
}

/** An action that is one plain command. */
function usePress(): (type: PlainType, does: string) => Key {
  const send = useSend();
  return (type, does) => ({
    does,
    command: { type, data: {} },
    run: () => void send(type, {}).then(toldIfRefused),
  });
}

function toldIfRefused(answer: CommandAnswer): void {
  if (!answer.ok) toast({ tone: 'refused', text: answer.message });
}
