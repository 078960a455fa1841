/** Where a person is signed in: each browser, when it was last used, and a button that ends it there. */
import { Laptop, LogOut, Smartphone } from 'lucide-react';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useSignOut } from '../lobby/SignOut.tsx';
import type { Called } from '../session/me.ts';
import { announce } from '../ui/announcer.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmButton } from '../ui/ConfirmButton.tsx';
import { clockTime, dayOf } from '../session/zone.ts';
import { endSession, sessionsOf, type Listed, type Session } from './people.ts';
import styles from './People.module.css';

type Found = Called<{ readonly sessions: readonly Session[] }>;

export function Devices({ person, isMe }: { readonly person: Listed; readonly isMe: boolean }): ReactNode {
  const { id, name } = person;
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const learn = useCallback(() => sessionsOf(id).then(setFound), [id]);
  useEffect(() => void learn(), [learn]);
  const end = async (session: Session | null): Promise<void> => {
    const answer = await endSession(id, session?.id ?? null);
    setProblem(answer.ok ? null : answer.message);
    if (answer.ok) announce('polite', session === null ? 'Signed out there.' : `Signed out: ${deviceIn(session)}.`);
    await learn();
  };
  const sessions = found?.ok === true ? found.body.sessions : [];
  const others = sessions.filter(({ current }) => !current).length;
  return (
    <section aria-labelledby="devices">
      <h3 id="devices">Signed in on</h3>
      {found?.ok === false || problem !== null ? (
        <p role="alert" className={styles['problem']}>
          {problem ?? (found?.ok === false ? found.message : '')}
        </p>
      ) : null}
      {found === null ? <p className={styles['none']}>Loading devices…</p> : null}
      {found?.ok === true && sessions.length === 0 ? <p className={styles['none']}>Not signed in anywhere.</p> : null}
      <ul className={styles['facts']} aria-labelledby="devices">
        {sessions.map((session) => (
          <Device key={session.id} session={session} name={name} onEnd={() => end(session)} />
        ))}
        {others > 1 ? (
          <li className={styles['fact']}>
            <div>
              <span>{isMe ? 'Lost a device, or used one that isn’t yours?' : 'All of them at once:'}</span>
            </div>
            <ConfirmButton
              label={isMe ? 'Sign out everywhere else' : 'Sign out everywhere'}
              name={isMe ? 'Sign out everywhere else' : `Sign out everywhere: ${name}`}
              confirm={`Sign out on ${others} devices now`}
              consequence={`${isMe ? 'You stay' : `${name} stays`} in every room, and can sign in again with a link.`}
              onConfirm={() => end(null)}
            />
          </li>
        ) : null}
      </ul>
    </section>
  );
}

interface DeviceProps {
  readonly session: Session;
  readonly name: string;
  readonly onEnd: () => Promise<void>;
}

function Device({ session, name, onEnd }: DeviceProps): ReactNode {
  const device = deviceIn(session);
  const Icon = /iPhone|iPad|Android/.test(device) ? Smartphone : Laptop;
  return (
    <li className={styles['fact']} data-icon>
      <Icon size={18} aria-hidden="true" />
      <div>
        <strong>{device}</strong>
        <span>
          {session.current ? 'this browser' : `last used ${dayOf(session.lastUsed)}, ${clockTime(session.lastUsed)}`} ·
          since {dayOf(session.opened)}
        </span>
      </div>
      {session.current ? (
        <SignOutHere />
      ) : (
        <ConfirmButton
          label="End"
          name={`End: ${device} of ${name}`}
          confirm="End now"
          consequence="It is signed out within two seconds. What was typed there and not sent stays on it."
          onConfirm={onEnd}
        />
      )}
    </li>
  );
}

/** Deletes what this browser keeps of them; what was not sent yet is shown first. */
function SignOutHere(): ReactNode {
  const { leave, dialog } = useSignOut();
  return (
    <>
      <Button size="small" look="quiet" onClick={leave} aria-label="Sign out and forget this device">
        <LogOut size={14} aria-hidden="true" /> Sign out
      </Button>
      {dialog}
    </>
  );
}

const deviceIn = ({ device }: Session): string => device ?? 'Unknown device';
