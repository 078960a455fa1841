/**
 * Shows the one window about decisions that is open, and closes it when the decision it was about has ended. A proposal in the
 * making is kept here, so that closing the window loses nothing.
 */
import { useEffect, useState, type ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { DecideDialog } from './DecideDialog.tsx';
import { ObjectDialog } from './ObjectDialog.tsx';
import { PollDialog } from './PollDialog.tsx';
import { ProposeDialog } from './ProposeDialog.tsx';
import { closeDecisions, decisionsScreen } from './screen.ts';
import { useDecisionKeys } from './useDecisionKeys.ts';

export function DecisionsDialogs(): ReactNode {
  const screen = useStore(decisionsScreen);
  const running = useRoom((room) => room.decisions.running);
  const [text, setText] = useState('');
  useDecisionKeys();
  useCloseWhenOver();
  if (screen === null) return null;
  if (screen.open === 'propose') return <ProposeDialog text={text} onText={setText} onClose={closeDecisions} />;
  if (screen.open === 'poll') return <PollDialog text={text} onText={setText} onClose={closeDecisions} />;
  if (running === null) return null;
  if (screen.open === 'object') return <ObjectDialog running={running} onClose={closeDecisions} />;
  return (
    <DecideDialog
      key={`${running.text} ${screen.choice}`}
      running={running}
      choice={screen.choice}
      onClose={closeDecisions}
    />
  );
}

/** A new decision, or none: a window about the former one says nothing true any more. */
function useCloseWhenOver(): void {
  const running = useRoom((room) => room.decisions.running?.id ?? null);
  useEffect(
    () => () => {
      const open = decisionsScreen.get()?.open;
      if (open === 'object' || open === 'decide') closeDecisions();
    },
    [running],
  );
}
