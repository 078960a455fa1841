/**
 * Shows the one window about decisions that is open, and closes it when its decision has ended. A proposal, a go /
 * no-go and a decision at once share their wording.
 */
import { useEffect, type ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { DecideDialog } from './DecideDialog.tsx';
import { DecideNowDialog } from './DecideNowDialog.tsx';
import { ObjectDialog } from './ObjectDialog.tsx';
import { PollDialog } from './PollDialog.tsx';
import { ProposeDialog } from './ProposeDialog.tsx';
import { decisionsDialog } from './screen.ts';
import { useDecisionKeys } from './useDecisionKeys.ts';
import { useWording } from './wording.ts';

export function DecisionsDialogs(): ReactNode {
  const screen = useStore(decisionsDialog);
  const running = useRoom((room) => room.decisions.running);
  const wording = useWording();
  useDecisionKeys();
  useCloseWhenOver();
  if (screen === null) return null;
  if (screen.open === 'propose') return <ProposeDialog words={wording('propose')} onClose={decisionsDialog.close} />;
  if (screen.open === 'poll') return <PollDialog words={wording('poll')} onClose={decisionsDialog.close} />;
  if (screen.open === 'decide-now')
    return <DecideNowDialog words={wording('decide-now')} onClose={decisionsDialog.close} />;
  if (running === null) return null;
  if (screen.open !== 'decide') return <ObjectDialog running={running} onClose={decisionsDialog.close} />;
  const { choice = 'proceed' } = screen;
  return (
    <DecideDialog key={`${running.text} ${choice}`} running={running} choice={choice} onClose={decisionsDialog.close} />
  );
}

/** A new decision, or none: a window about the previous one is out of date. */
function useCloseWhenOver(): void {
  const running = useRoom((room) => room.decisions.running?.id ?? null);
  useEffect(
    () => () => {
      const open = decisionsDialog.get()?.open;
      if (open === 'object' || open === 'decide') decisionsDialog.close();
    },
    [running],
  );
}
