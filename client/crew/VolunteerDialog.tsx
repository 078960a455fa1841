/** An expert volunteers, and says for what. */
import type { ReactNode } from 'react';
import { seatName } from '../../shared/seat-names.ts';
import { useRoom, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import type { BoardSeat } from './board.ts';
import { CardWords } from './CardWords.tsx';

interface VolunteerDialogProps {
  readonly seat: BoardSeat;
  readonly onClose: () => void;
}

export function VolunteerDialog({ seat, onClose }: VolunteerDialogProps): ReactNode {
  const you = useYou();
  const known = useRoom((room) => room.crew.members[you]?.area ?? '');
  const area = useDraft(`volunteer.${seat.role}.area`, known);
  const words = area.value.trim();
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Not now
      </Button>
      <CommandButton
        type="crew.volunteer"
        sends={area}
        data={{ role: seat.role, area: words }}
        look="primary"
        unready={words === '' ? 'Enter your area.' : null}
        onDone={onClose}
      >
        Volunteer
      </CommandButton>
    </>
  );
  return (
    <Dialog open onClose={onClose} title={`Volunteer as ${seatName(seat.role)}`} actions={actions}>
      <Field label="Area" placeholder="database" most={60} draft={area} />
      <CardWords seat={seat} />
    </Dialog>
  );
}
