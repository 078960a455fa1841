/**
 * Shows the one window about asks that is open, closes it when the ask has ended, and tells the person who asked about
 * an answer wherever they are.
 */
import { useEffect, type ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { useDraft } from '../ui/drafting.ts';
import { toast } from '../ui/toasts.ts';
import { AnswerDialog } from './AnswerDialog.tsx';
import { AskDialog, type AskDraft } from './AskDialog.tsx';
import { asksDialog } from './screen.ts';
import { useAnswersToMe } from './useAnswersToMe.ts';
import { useAskKeys } from './useAskKeys.ts';

const BLANK: AskDraft = { kind: 'information', text: '' };

/** `onShow` brings the queue to the front. */
export function AsksDialogs({ onShow }: { readonly onShow: () => void }): ReactNode {
  const screen = useStore(asksDialog);
  const draft = useDraft<AskDraft>('ask', BLANK);
  useAskKeys();
  useAnswersToMe(onShow);
  const asked = (): void => {
    asksDialog.close();
    toast({
      tone: 'done',
      text: 'Question sent. You’ll see the answer here.',
      undo: { label: 'See the queue', run: onShow },
    });
  };
  if (screen === null) return null;
  if (screen.open === 'ask') return <AskDialog draft={draft} onClose={asksDialog.close} onAsked={asked} />;
  return <Answering key={screen.ask} id={screen.ask} />;
}

function Answering({ id }: { readonly id: string }): ReactNode {
  const ask = useRoom((room) => room.asks.open.find((each) => each.id === id));
  const gone = ask === undefined;
  useEffect(() => (gone ? asksDialog.close() : undefined), [gone]);
  return gone ? null : <AnswerDialog ask={ask} onClose={asksDialog.close} />;
}
