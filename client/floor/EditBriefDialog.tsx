/** The giver goes on writing while the receiver reads: what is saved here stands in the receiver's window at once, and in the log. */
import { useState, type ReactNode } from 'react';
import type { Offer } from '../../shared/floor/words.ts';
import { useNames } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { BriefFields } from './BriefFields.tsx';
import styles from './Floor.module.css';
import { briefOf, draftOf, edited, missingInBrief, type BriefDraft } from './offer-draft.ts';

interface EditBriefDialogProps {
  readonly open: boolean;
  readonly offer: Offer;
  readonly onClose: () => void;
}

/** Nothing is filled in from the room here: the brief that was offered stands as it was written. */
const AS_OFFERED = { impact: '', plan: '', ruledOut: '' };

export function EditBriefDialog({ open, offer, onClose }: EditBriefDialogProps): ReactNode {
  const name = useNames();
  const [draft, setDraft] = useState<BriefDraft>(() => draftOf(offer.brief));
  const change = edited(offer.brief, briefOf(draft, AS_OFFERED));
  const unready =
    missingInBrief(draft) ??
    (Object.keys(change).length === 0 ? 'Nothing is different from what stands in the brief.' : null);
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Not now
      </Button>
      <CommandButton type="floor.edit-brief" data={change} look="primary" unready={unready} onDone={onClose}>
        Save for {name(offer.to)}
      </CommandButton>
    </>
  );
  return (
    <Dialog open={open} onClose={onClose} wide title={`The brief for ${name(offer.to)}`} actions={actions}>
      <p className={styles['note']}>
        {name(offer.to)} has this open or will. What you save appears there at once, marked as changed.
      </p>
      <BriefFields draft={draft} change={(patch) => setDraft((before) => ({ ...before, ...patch }))} />
    </Dialog>
  );
}
