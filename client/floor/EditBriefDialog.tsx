/**
 * The giver keeps writing while the receiver reads: what is saved here is in the receiver's window at once, and in the
 * log.
 */
import { useMemo, type ReactNode } from 'react';
import type { Offer } from '../../shared/floor/words.ts';
import { useNames } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { BriefFields } from './BriefFields.tsx';
import styles from './Floor.module.css';
import { briefOf, draftOf, edited, missingInBrief, type BriefDraft } from './offer-draft.ts';

interface EditBriefDialogProps {
  readonly open: boolean;
  readonly offer: Offer;
  readonly onClose: () => void;
}

/** Nothing is filled in from the room here: the offered brief stays as it was written. */
const AS_OFFERED = { impact: '', plan: '', ruledOut: '' };

export function EditBriefDialog({ open, offer, onClose }: EditBriefDialogProps): ReactNode {
  const name = useNames();
  const offered = useMemo(() => draftOf(offer.brief), [offer.brief]);
  const kept = useDraft<BriefDraft>(`edit-brief.${offer.id}`, offered);
  const draft = kept.value;
  const change = edited(offer.brief, briefOf(draft, AS_OFFERED));
  const unready = missingInBrief(draft) ?? (Object.keys(change).length === 0 ? 'The brief hasn’t changed.' : null);
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Not now
      </Button>
      <CommandButton
        type="floor.edit-brief"
        sends={kept}
        data={change}
        look="primary"
        unready={unready}
        onDone={onClose}
      >
        Save for {name(offer.to)}
      </CommandButton>
    </>
  );
  return (
    <Dialog open={open} onClose={onClose} wide title={`Brief for ${name(offer.to)}`} actions={actions}>
      <p className={styles['note']}>{name(offer.to)} sees what you save right away, marked as changed.</p>
      <BriefFields draft={draft} blank={offered} change={(patch) => kept.set((before) => ({ ...before, ...patch }))} />
    </Dialog>
  );
}
