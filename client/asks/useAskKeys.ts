/** What can be done about asks by key and from the palette: each asks the domain first, and says why not. */
import { queueOf } from '../../shared/asks/queue.ts';
import type { RoomCommand } from '../../shared/commands.ts';
import { judge, useRoom, useRoomStore } from '../session/hooks.ts';
import { useKeys } from '../ui/keys.ts';
import { toast } from '../ui/toasts.ts';
import { SAMPLE_ASK } from './kinds.ts';
import { asksDialog, FORMS, type AsksScreen } from './screen.ts';

export function useAskKeys(): void {
  const store = useRoomStore();
  const first = useRoom((room) => queueOf(room.asks)[0]?.id ?? null);
  const ask: RoomCommand = { type: 'asks.ask', data: SAMPLE_ASK };
  const answer: RoomCommand = { type: 'asks.answer', data: { ask: first ?? '', how: 'no' } };
  const open = (command: RoomCommand, screen: NonNullable<AsksScreen>): void => {
    const refused = judge(store.view.get(), command.type, command.data);
    if (refused === null) asksDialog.open(screen);
    else toast({ tone: 'refused', text: refused.sentence });
  };
  const answering =
    first === null
      ? []
      : [
          {
            does: 'Answer the first question in the queue',
            also: 'asks reply',
            command: answer,
            drafts: FORMS.answer(first),
            run: () => open(answer, { open: 'answer', ask: first }),
          },
        ];
  useKeys([
    {
      key: 'r',
      does: 'Ask the commander',
      also: 'question',
      command: ask,
      drafts: FORMS.ask,
      run: () => open(ask, { open: 'ask' }),
    },
    ...answering,
  ]);
}
