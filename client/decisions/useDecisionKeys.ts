/** What can be done about decisions by key and from the palette: each asks the domain first, and says why not. */
import { useRoom, useRoomStore, useSend, judge } from '../session/hooks.ts';
import { useKeys, type Key } from '../ui/keys.ts';
import { toast } from '../ui/toasts.ts';
import { decisionsDialog, FORMS } from './screen.ts';

type Act = Omit<Key, 'run'> & { readonly command: NonNullable<Key['command']>; readonly opens?: () => void };

const ALWAYS: readonly Act[] = [
  {
    key: 'p',
    does: 'Propose: any strong objections?',
    also: 'decision decide',
    command: { type: 'decisions.propose', data: { text: '-' } },
    drafts: FORMS.propose,
    opens: () => decisionsDialog.open({ open: 'propose' }),
  },
  {
    key: 'g o',
    does: 'Go/no-go',
    also: 'poll roles decision',
    command: { type: 'decisions.propose', data: { text: '-', stations: ['commander'] } },
    drafts: FORMS.poll,
    opens: () => decisionsDialog.open({ open: 'poll' }),
  },
  {
    key: 'g d',
    does: 'Decide now, without asking',
    also: 'decision at once log record',
    command: { type: 'decisions.decide', data: { text: '-' } },
    drafts: FORMS.decideNow,
    opens: () => decisionsDialog.open({ open: 'decide-now' }),
  },
];
const objecting = (text: string): readonly Act[] => [
  {
    does: 'Strong objection to the proposal',
    also: 'decision object no',
    command: { type: 'decisions.object', data: { text, why: '-' } },
    opens: () => decisionsDialog.open({ open: 'object' }),
  },
  {
    does: 'Heard: no objection to the proposal',
    also: 'decision yes',
    command: { type: 'decisions.hear', data: { text } },
  },
];
const polling = (text: string): readonly Act[] => [
  {
    does: 'No-go for my role',
    also: 'decision poll',
    command: { type: 'decisions.answer', data: { text, go: false, why: '-' } },
    opens: () => decisionsDialog.open({ open: 'object' }),
  },
  { does: 'Go for my role', also: 'decision poll', command: { type: 'decisions.answer', data: { text, go: true } } },
];
const DECIDING: Act = {
  does: 'Decide: proceed, amend or drop',
  also: 'decision',
  command: { type: 'decisions.drop', data: {} },
  opens: () => decisionsDialog.open({ open: 'decide' }),
};

export function useDecisionKeys(): void {
  const store = useRoomStore();
  const send = useSend();
  const running = useRoom((room) => room.decisions.running);
  const now = running === null ? [] : [...(running.stations === null ? objecting : polling)(running.text), DECIDING];
  const run = async ({ command, opens }: Act): Promise<void> => {
    const refused = judge(store.view.get(), command.type, command.data);
    if (refused !== null) return toast({ tone: 'refused', text: refused.sentence });
    if (opens !== undefined) return opens();
    const answer = await send(command.type, command.data);
    if (!answer.ok) toast({ tone: 'refused', text: answer.message });
  };
  useKeys([...ALWAYS, ...now].map((act) => ({ ...act, run: () => void run(act) })));
}
