/**
 * What a short acceptance left: a card for ten minutes, and the window in which late and own tasks are gone through as
 * they would have been before.
 */
import { useMemo, type ReactNode } from 'react';
import { useNames, useNow, useRoom, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { Notice } from '../ui/Notice.tsx';
import { Until } from '../ui/Time.tsx';
import styles from './Floor.module.css';
import { floorDialog } from './screen.ts';
import { handed, missingInWalk, readLeft, UNWALKED, type Walk, type WalkDraft } from './walk.ts';
import { WalkList } from './WalkList.tsx';

/** Null when nothing waits, for anyone but the commander, and once the time is over. */
function useLeft(): { readonly walk: Walk; readonly until: string; readonly count: number } | null {
  const room = useRoom((whole) => whole);
  const you = useYou();
  const now = useNow();
  const walk = useMemo(() => readLeft(room), [room]);
  const { floor } = room;
  const count = walk.mine.length + walk.marked.length;
  if (floor.walk === null || floor.holder !== you || count === 0 || now >= Date.parse(floor.walk.until)) return null;
  return { walk, until: floor.walk.until, count };
}

export function WalkCard(): ReactNode {
  const left = useLeft();
  if (left === null) return null;
  const title = (
    <>
      {left.count === 1 ? '1 task' : `${left.count} tasks`} left to review from the handoff{' '}
      <span className={styles['countdown']}>
        <Until at={left.until} left=" left" />
      </span>
    </>
  );
  const action = (
    <Button look="primary" onClick={() => floorDialog.open({ open: 'walk' })}>
      Review
    </Button>
  );
  return <Notice tone="act" title={title} actions={action} />;
}

export function WalkDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const left = useLeft();
  const epoch = useRoom((room) => room.floor.epoch);
  const you = useYou();
  const name = useNames();
  const draft = useDraft<WalkDraft>(`walk.${epoch}.tasks`, UNWALKED);
  if (left === null) return null;
  const actions = (
    <CommandButton
      type="floor.walk"
      look="primary"
      sends={draft}
      data={handed(left.walk, draft.value)}
      unready={missingInWalk(left.walk, draft.value, name)}
      onDone={onClose}
    >
      Done
    </CommandButton>
  );
  return (
    <Dialog open onClose={onClose} wide title="Tasks from the handoff" actions={actions}>
      <WalkList walk={left.walk} draft={draft.value} onChange={draft.set} receiver={you} />
    </Dialog>
  );
}
