/**
 * Shows the one window about updates that is open; closes it by itself when the draft it was about is gone. Lives once,
 * in the layout.
 */
import { useEffect, type ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { PublishDialog } from './PublishDialog.tsx';
import { ReviewDialog } from './ReviewDialog.tsx';
import { RhythmDialog } from './RhythmDialog.tsx';
import { updatesDialog, type UpdatesScreen } from './screen.ts';
import { SnoozeDialog } from './SnoozeDialog.tsx';
import { WriteDialog } from './WriteDialog.tsx';

export function UpdatesDialogs(): ReactNode {
  const screen = useStore(updatesDialog);
  useEffect(() => updatesDialog.close, []);
  if (screen === null) return null;
  if ('draft' in screen) return <AboutDraft screen={screen} />;
  if (screen.open === 'write')
    return <WriteDialog audience={screen.audience} again={screen.again ?? ''} onClose={updatesDialog.close} />;
  if (screen.open === 'snooze') return <SnoozeDialog audience={screen.audience} onClose={updatesDialog.close} />;
  return <RhythmDialog audience={screen.audience} onClose={updatesDialog.close} />;
}

function AboutDraft({ screen }: { readonly screen: Extract<UpdatesScreen, { draft: string }> }): ReactNode {
  const draft = useRoom((room) => room.updates.drafts.find((each) => each.id === screen.draft));
  if (draft === undefined || draft.sentBack !== null) return null;
  return screen.open === 'review' ? (
    <ReviewDialog draft={draft} onClose={updatesDialog.close} />
  ) : (
    <PublishDialog draft={draft} onClose={updatesDialog.close} />
  );
}
