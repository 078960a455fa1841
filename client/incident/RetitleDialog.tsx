/** Renaming the incident: one sentence, what is broken for whom. */
import { useState, type ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';

export function RetitleDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const now = useRoom((room) => room.incident.title);
  const [title, setTitle] = useState(now);
  const unready = title.trim() === '' ? 'Write one sentence.' : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Rename the incident"
      actions={
        <CommandButton
          look="primary"
          type="incident.retitle"
          data={{ title: title.trim() }}
          unready={unready}
          onDone={onClose}
        >
          Rename
        </CommandButton>
      }
    >
      <Field
        label="What is broken for whom?"
        autoFocus
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
    </Dialog>
  );
}
