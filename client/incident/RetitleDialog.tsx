/** Renaming the incident: one sentence, what is broken and who is affected. */
import type { ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';

export function RetitleDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const now = useRoom((room) => room.incident.title);
  const words = useDraft('title', now);
  const title = words.value;
  const unready = title.trim() === '' ? 'Enter a title.' : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Rename the incident"
      actions={
        <CommandButton
          look="primary"
          type="incident.retitle"
          sends={words}
          data={{ title: title.trim() }}
          unready={unready}
          onDone={onClose}
        >
          Rename
        </CommandButton>
      }
    >
      <Field label="What’s broken, and who’s affected?" autoFocus most={200} draft={words} />
    </Dialog>
  );
}
