/**
 * Test alerts on this device. Two buttons to try before it matters: the sound, and notifications when the tab is
 * hidden.
 */
import { Bell, BellRing, Volume2 } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { play, unlockSound } from '../attention/earcons.ts';
import { askToNotify, HOW, permission } from '../attention/permission.ts';
import { useStore } from '../session/store-hooks.ts';
import { Button } from '../ui/Button.tsx';
import styles from './Lobby.module.css';

export function Readiness(): ReactNode {
  // Any press here, also the one on Join, lets the room make sounds later.
  useEffect(unlockSound, []);
  return (
    <section className={styles['card']} aria-label="Test alerts on this device">
      <h2>Test alerts on this device</h2>
      <div className={styles['buttons']}>
        <Button onClick={() => play('ask')}>
          <Volume2 size={16} />
          Test sound
        </Button>
        <Notifications />
      </div>
    </section>
  );
}

const WORDS = {
  default: 'Allow notifications',
  granted: 'Notifications are on',
  denied: 'Notifications are blocked',
  unsupported: 'No notifications here',
} as const;

function Notifications(): ReactNode {
  const state = useStore(permission);
  return (
    <>
      <Button disabled={state !== 'default'} onClick={() => void askToNotify()}>
        {state === 'granted' ? <BellRing size={16} /> : <Bell size={16} />}
        {WORDS[state]}
      </Button>
      {state === 'denied' || state === 'unsupported' ? <p>{HOW[state]}</p> : null}
    </>
  );
}
