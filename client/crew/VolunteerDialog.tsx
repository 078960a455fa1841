/** An expert volunteers, and says for what. */
import { useState, type ReactNode } from 'react';
import { useRoom, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import type { BoardSeat } from './board.ts';
import { CardWords } from './CardWords.tsx';

interface VolunteerDialogProps {
  readonly seat: BoardSeat;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function VolunteerDialog({ seat, open, onClose }: VolunteerDialogProps): ReactNode {
  const you = useYou();
  const known = useRoom((room) => room.crew.members[you]?.area ?? '');
  const [area, setArea] = useState<string | null>(null);
  const words = (area ?? known).trim();
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Not now
      </Button>
      <CommandButton
        type="crew.volunteer"
        data={{ role: seat.role, area: words }}
        look="primary"
        unready={words === '' ? 'Say which area you know.' : null}
        onDone={onClose}
      >
        Volunteer
      </CommandButton>
    </>
  );
  return (
    <Dialog open={open} onClose={onClose} title={`Volunteer as ${seat.title.toLowerCase()}`} actions={actions}>
      <Field
        label="For which area"
        placeholder="database"
        maxLength={60}
        value={area ?? known}
        onChange={(event) => setArea(event.target.value)}
      />
      <CardWords seat={seat} />
    </Dialog>
  );
}
