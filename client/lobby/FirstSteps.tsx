/**
 * For an administrator whose Watchfloor is still empty: what to do first. A step that is done goes, and all of it once
 * there is an incident.
 */
import { Play, UserPlus } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { call } from '../session/me.ts';
import { useStore } from '../session/store-hooks.ts';
import { Button } from '../ui/Button.tsx';
import { accountDialog } from './account.ts';
import { closed } from './closed-rooms.ts';
import styles from './Lobby.module.css';
import { playSample } from './sample.ts';
import { openRooms, rooms } from '../session/rooms.ts';

export function FirstSteps(): ReactNode {
  const all = useStore(rooms);
  const { total } = useStore(closed);
  const [, go] = useLocation();
  const [isStarting, setStarting] = useState(false);
  const play = (): Promise<void> => (setStarting(true), playSample(go).finally(() => setStarting(false)));
  const others = useOthers();
  if (!all.known || others === null || openRooms(all).length > 0 || total !== 0) return null;
  return (
    <section className={styles['steps']} aria-label="First steps">
      <h2>First steps</h2>
      {others ? null : (
        <div>
          <strong>Bring in the people who answer at night</strong>
          <p>One link for all of them. Each chooses a name and is in.</p>
          <Button look="primary" onClick={() => accountDialog.open('invite')}>
            <UserPlus size={16} aria-hidden="true" /> Invite people
          </Button>
        </div>
      )}
      <div>
        <strong>See how an incident runs</strong>
        <p>Three made-up people play one in a drill room. It takes two minutes, and you can stop it.</p>
        <Button look={others ? 'primary' : 'plain'} disabled={isStarting} onClick={() => void play()}>
          <Play size={16} aria-hidden="true" /> Play a sample incident
        </Button>
      </div>
    </section>
  );
}

/** Whether anyone else has joined yet; null while that isn't known. Asked again each time that someone looks here. */
function useOthers(): boolean | null {
  const [others, setOthers] = useState<boolean | null>(null);
  useEffect(() => {
    const learn = (): void => {
      if (document.visibilityState === 'hidden') return;
      void call<{ readonly people: readonly unknown[] }>('GET', '/api/people').then((answer) =>
        setOthers(answer.ok && answer.body.people.length > 1),
      );
    };
    learn();
    document.addEventListener('visibilitychange', learn);
    return () => document.removeEventListener('visibilitychange', learn);
  }, []);
  return others;
}
