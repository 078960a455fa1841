/** Signing out takes away what this browser keeps. Words that may be nowhere else are named first, and where they can be sent. */
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { signOut, unsent, type Unsent } from '../access/doors.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { toast } from '../ui/toasts.ts';

interface SignOut {
  readonly leave: () => void;
  readonly dialog: ReactNode;
}

export function useSignOut(): SignOut {
  const [open, setOpen] = useState<readonly Unsent[]>([]);
  const stay = (): void => setOpen([]);
  const leave = async (): Promise<void> => {
    const words = await unsent();
    if (words.length === 0) await leaveNow();
    else setOpen(words);
  };
  const actions = (
    <>
      <Button look="danger" onClick={() => void leaveNow()}>
        Sign out and delete them
      </Button>
      <Button look="primary" onClick={stay}>
        Stay signed in
      </Button>
    </>
  );
  const dialog = (
    <Dialog
      open={open.length > 0}
      onClose={stay}
      title="Some of your words may be only in this browser"
      actions={actions}
    >
      <p>
        The server has not confirmed them. Open the document while there is a link and wait until it says <em>saved</em>
        ; signing out deletes what is kept here.
      </p>
      <ul>
        {open.map(({ room, changes }) => (
          <li key={room}>
            <Link href={`/rooms/${room}`}>Open the document of {room.toUpperCase()}</Link>: {changes}{' '}
            {changes === 1 ? 'change' : 'changes'}
          </li>
        ))}
      </ul>
    </Dialog>
  );
  return { leave: () => void leave(), dialog };
}

async function leaveNow(): Promise<void> {
  const answer = await signOut();
  if (!answer.ok) toast({ tone: 'refused', text: answer.message });
}
