/**
 * Test alerts on this device, before it matters: the sound, and notifications when the tab is hidden. It says what is
 * so, and after a test what really happened; a permission alone is no promise.
 */
import { Bell, BellRing, Volume2 } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { play, unlockSound } from '../attention/earcons.ts';
import { testNotification, type Outcome } from '../attention/notify.ts';
import { askToNotify, HOW, permission, refusedBySystem, STANDING, watchPermission } from '../attention/permission.ts';
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

const HAPPENED: Readonly<Record<Outcome, string>> = {
  shown: 'The test was shown. If you didn’t see it, check Do Not Disturb and this browser in your system settings.',
  taken: 'Your system accepted the test. If you don’t see it, check Do Not Disturb and this app in your settings.',
  refused:
    'Your system refused the test. Allow notifications for this browser in your system settings, then test again.',
  silent: 'The test wasn’t shown. Allow notifications for this browser in your system settings, then test again.',
};

function Notifications(): ReactNode {
  const state = useStore(permission);
  const refused = useStore(refusedBySystem);
  const [outcome, setOutcome] = useState<Outcome | 'waiting'>();
  useEffect(watchPermission, []);
  const test = (): void => {
    setOutcome('waiting');
    void testNotification().then(setOutcome);
  };
  return (
    <>
      {state === 'default' ? (
        <Button onClick={() => void askToNotify()}>
          <Bell size={16} />
          Allow notifications
        </Button>
      ) : null}
      {state === 'granted' ? (
        <Button onClick={test} disabled={outcome === 'waiting'}>
          <BellRing size={16} />
          Test notification
        </Button>
      ) : null}
      <p role="status">
        <strong>{state === 'granted' && refused ? 'Notifications are allowed, but not shown' : STANDING[state]}</strong>
        {`. ${state === 'default' ? 'Allow them to hear of an incident when this tab is hidden.' : said(state, outcome)}`}
      </p>
    </>
  );
}

function said(state: keyof typeof HOW | 'granted', outcome: Outcome | 'waiting' | undefined): string {
  if (state !== 'granted') return HOW[state];
  if (outcome === undefined) return 'Test whether this device shows them.';
  return outcome === 'waiting' ? 'Testing…' : HAPPENED[outcome];
}
