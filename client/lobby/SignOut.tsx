/**
 * Signing out deletes what this browser keeps of a person. What may exist nowhere else is shown first, each text with its
 * place, to be copied, discarded or kept for them. A person without whom no one administrates is told so.
 */
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { discard, isOnlyAdministrator, signOut, unsent, type Unsent } from '../access/doors.ts';
import { NO_ROOM, type Begun } from '../session/drafts.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { toast } from '../ui/toasts.ts';
import { begunWords } from './begun-words.ts';
import styles from './SignOut.module.css';

interface SignOut {
  readonly leave: () => void;
  readonly dialog: ReactNode;
}

/** What has to be said before someone signs out. */
interface Leaving {
  readonly words: readonly Unsent[];
  readonly isOnlyAdministrator: boolean;
}

export function useSignOut(): SignOut {
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const stay = (): void => setLeaving(null);
  const leave = async (): Promise<void> => {
    const [words, isOnly] = await Promise.all([unsent(), isOnlyAdministrator()]);
    if (words.length === 0 && !isOnly) await leaveNow();
    else setLeaving({ words, isOnlyAdministrator: isOnly });
  };
  const learn = async (): Promise<void> => {
    const words = await unsent();
    setLeaving((before) => (before === null ? null : { ...before, words }));
  };
  const dialog =
    leaving === null ? null : (
      <Leave leaving={leaving} onStay={stay} onChange={() => void learn()} onLeave={leaveNow} />
    );
  return { leave: () => void leave(), dialog };
}

interface LeaveProps {
  readonly leaving: Leaving;
  readonly onStay: () => void;
  readonly onChange: () => void;
  readonly onLeave: (keep?: boolean) => Promise<void>;
}

function Leave({ leaving: { words, isOnlyAdministrator: isOnly }, onStay, onChange, onLeave }: LeaveProps): ReactNode {
  const leaveAnd = (keep: boolean) => (): void => (onStay(), void onLeave(keep));
  const isSent = words.length === 0;
  const actions = (
    <>
      <Button look="danger" onClick={leaveAnd(false)}>
        {isSent ? 'Sign out' : 'Sign out and delete'}
      </Button>
      {isSent ? null : <Button onClick={leaveAnd(true)}>Sign out and keep here</Button>}
      <Button look="primary" onClick={onStay}>
        Stay signed in
      </Button>
    </>
  );
  const title = isSent ? 'Sign out?' : 'Some of your work may only be in this browser';
  return (
    <Dialog open onClose={onStay} wide title={title} actions={actions}>
      {isOnly ? (
        <p>
          <strong>You’re the only administrator.</strong> Once you sign out here, no one can manage people, services or
          the policy, unless you’re signed in on another device. To sign in again you need a link from{' '}
          <code>npm run welcome</code>, run on the server. Or make someone else an administrator first.
        </p>
      ) : null}
      {isSent ? null : (
        <p>
          The server hasn’t confirmed what’s listed here. Open the room to send it: then its document says{' '}
          <em>saved</em>, and no line is marked as unsent. Copy what has no form any more. If you keep it here, it stays
          until you sign in to this browser again. No one else who signs in can see or send it.
        </p>
      )}
      {words.map((each) => (
        <Left key={each.room} of={each} onChange={onChange} />
      ))}
    </Dialog>
  );
}

/** All that one room has. */
function Left({ of, onChange }: { readonly of: Unsent; readonly onChange: () => void }): ReactNode {
  const { room, changes, lines, drafts } = of;
  const discards = (begun: Begun) => (): void => (discard(room, begun), onChange());
  return (
    <section className={styles['room']}>
      <h3>
        <Place room={room} />: {wordsOf(of)}
      </h3>
      {changes === 0 ? null : <p>Changes of the document are in the document. Open it to send or copy them.</p>}
      <ul>
        {lines.map((text, at) => (
          <Text key={`${at}.${text}`} place="Waiting for connection" text={text} />
        ))}
        {drafts.map((begun) => (
          <Text key={begun.field} {...begunWords(begun.field, begun.json)} onDiscard={discards(begun)} />
        ))}
      </ul>
    </section>
  );
}

interface TextProps {
  readonly place: string;
  readonly text: string;
  readonly onDiscard?: () => void;
}

function Text({ place, text, onDiscard }: TextProps): ReactNode {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => toast({ tone: 'refused', text: 'The browser didn’t allow copying. Select the text and copy it.' }),
    );
  };
  return (
    <li className={styles['text']}>
      <span className={styles['place']}>{place}</span>
      <p>{text}</p>
      <span className={styles['buttons']}>
        <Button size="small" aria-label={`Copy: ${place}`} onClick={() => void copy()}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
        {onDiscard === undefined ? null : (
          <Button size="small" look="quiet" aria-label={`Discard: ${place}`} onClick={onDiscard}>
            Discard
          </Button>
        )}
      </span>
    </li>
  );
}

const Place = ({ room }: { readonly room: string }): ReactNode =>
  room === NO_ROOM ? <>Lobby and services</> : <Link href={`/rooms/${room}`}>Open {room.toUpperCase()}</Link>;

function wordsOf({ changes, lines, drafts }: Unsent): string {
  const counted = (count: number, one: string, many: string): string =>
    count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
  return [
    counted(changes, 'document change', 'document changes'),
    counted(lines.length, 'line waiting for connection', 'lines waiting for connection'),
    counted(drafts.length, 'unsent text', 'unsent texts'),
  ]
    .filter((words) => words !== '')
    .join(', ');
}

async function leaveNow(keep = false): Promise<void> {
  const answer = await signOut(keep);
  if (!answer.ok) toast({ tone: 'refused', text: answer.message });
}
