/**
 * Signing out deletes what this browser keeps of a person. What may exist nowhere else is listed first, and can be kept
 * for them.
 */
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { signOut, unsent, type Unsent } from '../access/doors.ts';
import { NO_ROOM } from '../session/drafts.ts';
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
  const leaveAnd = (keep: boolean) => (): void => (stay(), void leaveNow(keep));
  const actions = (
    <>
      <Button look="danger" onClick={leaveAnd(false)}>
        Sign out and delete
      </Button>
      <Button onClick={leaveAnd(true)}>Sign out and keep here</Button>
      <Button look="primary" onClick={stay}>
        Stay signed in
      </Button>
    </>
  );
  const dialog = (
    <Dialog
      open={open.length > 0}
      onClose={stay}
      wide
      title="Some of your work may only be in this browser"
      actions={actions}
    >
      <p>
        The server hasn’t confirmed it. Open the room to send it: then its document says <em>saved</em>, and no line is
        marked as unsent. If you keep it here, it stays until you sign in to this browser again. No one else who signs
        in can see or send it.
      </p>
      <ul>
        {open.map((each) => (
          <li key={each.room}>
            <Place room={each.room} />: {wordsOf(each)}
          </li>
        ))}
      </ul>
    </Dialog>
  );
  return { leave: () => void leave(), dialog };
}

const Place = ({ room }: { readonly room: string }): ReactNode =>
  room === NO_ROOM ? <>Lobby and services</> : <Link href={`/rooms/${room}`}>Open {room.toUpperCase()}</Link>;

function wordsOf({ changes, lines, drafts }: Unsent): string {
  const counted = (count: number, one: string, many: string): string =>
    count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
  return [
    counted(changes, 'document change', 'document changes'),
    counted(lines, 'line waiting for connection', 'lines waiting for connection'),
    counted(drafts, 'unsent text', 'unsent texts'),
  ]
    .filter((words) => words !== '')
    .join(', ');
}

async function leaveNow(keep = false): Promise<void> {
  const answer = await signOut(keep);
  if (!answer.ok) toast({ tone: 'refused', text: answer.message });
}
