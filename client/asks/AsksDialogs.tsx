/**
 * Shows the one window about asks that is open, closes it when the ask has ended, and tells the asker of an answer wherever they
 * are. A question in the making is kept here, so that closing the window loses nothing.
 */
import { useEffect, useState, type ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { toast } from '../ui/toasts.ts';
import { AnswerDialog } from './AnswerDialog.tsx';
import { AskDialog, type AskDraft } from './AskDialog.tsx';
import { asksScreen, closeAsks } from './screen.ts';
import { useAnswersToMe } from './useAnswersToMe.ts';
import { useAskKeys } from './useAskKeys.ts';

const BLANK: AskDraft = { kind: 'information', text: '' };

/** `onShow` brings the queue to the front. */
export function AsksDialogs({ onShow }: { readonly onShow: () => void }): ReactNode {
  const screen = useStore(asksScreen);
  const [draft, setDraft] = useState(BLANK);
  useAskKeys();
  useAnswersToMe(onShow);
  const asked = (): void => {
    setDraft(BLANK);
    closeAsks();
    toast({
      tone: 'done',
      text: 'Asked. The answer comes to you here.',
      undo: { label: 'See the queue', run: onShow },
    });
  };
  if (screen === null) return null;
  if (screen.open === 'ask') return <AskDialog draft={draft} onDraft={setDraft} onClose={closeAsks} onAsked={asked} />;
  return <Answering key={screen.ask} id={screen.ask} />;
}

function Answering({ id }: { readonly id: string }): ReactNode {
  const ask = useRoom((room) => room.asks.open.find((each) => each.id === id));
  const gone = ask === undefined;
  useEffect(() => (gone ? closeAsks() : undefined), [gone]);
  return gone ? null : <AnswerDialog ask={ask} onClose={closeAsks} />;
}
