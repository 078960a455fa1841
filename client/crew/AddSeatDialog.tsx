/** A seat that this incident needs and no room has by itself: a name, and a card that says what it does. */
import { useState, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Area, Field } from '../ui/Field.tsx';

interface AddSeatDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** "Vendor liaison" as the log names it: vendor-liaison. */
const nameOf = (title: string): string =>
  title
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 40);

export function AddSeatDialog({ open, onClose }: AddSeatDialogProps): ReactNode {
  const [title, setTitle] = useState('');
  const [card, setCard] = useState('');
  const role = nameOf(title);
  const unready =
    role === '' ? 'Give the seat a name.' : card.trim() === '' ? 'Say in a line what this seat does.' : null;
  const done = (): void => {
    setTitle('');
    setCard('');
    onClose();
  };
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Not now
      </Button>
      <CommandButton
        type="crew.add-role"
        data={{ role, card: card.trim() }}
        look="primary"
        unready={unready}
        onDone={done}
      >
        Add seat
      </CommandButton>
    </>
  );
  return (
    <Dialog open={open} onClose={onClose} title="Add a seat" actions={actions}>
      <Field
        label="Name"
        placeholder="Vendor liaison"
        maxLength={40}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <Area
        label="What it does, and what not"
        placeholder="Talks to the payment provider. Brings back what they say, word for word."
        value={card}
        onChange={(event) => setCard(event.target.value)}
      />
    </Dialog>
  );
}
