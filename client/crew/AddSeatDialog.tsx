/** A role that this incident needs and rooms don't have by default: a name, and a card that says what it does. */
import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { Area, Field } from '../ui/Field.tsx';
import { lengthWords } from '../ui/too-long.ts';

const MOST_NAME = 40;

interface AddSeatDialogProps {
  readonly onClose: () => void;
}

export function AddSeatDialog({ onClose }: AddSeatDialogProps): ReactNode {
  const named = useDraft('seat.title', '');
  const says = useDraft('seat.card', '');
  const [title, card] = [named.value, says.value];
  const role = title.trim();
  const unready =
    role === ''
      ? 'Name the role.'
      : role.length > MOST_NAME
        ? lengthWords(title, MOST_NAME)
        : card.trim() === ''
          ? 'Describe the role in one line.'
          : null;
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Not now
      </Button>
      <CommandButton
        type="crew.add-role"
        sends={[named, says]}
        data={{ role, card: card.trim() }}
        look="primary"
        unready={unready}
        onDone={onClose}
      >
        Add role
      </CommandButton>
    </>
  );
  return (
    <Dialog open onClose={onClose} title="Add role" actions={actions}>
      <Field label="Name" placeholder="Vendor liaison" most={MOST_NAME} draft={named} />
      <Area
        label="What it does, and what it doesn’t"
        placeholder="Talks to the payment provider. Reports back exactly what they say."
        most={4000}
        draft={says}
      />
    </Dialog>
  );
}
