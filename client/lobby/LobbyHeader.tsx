/** The lobby's top line: the place, the time, who I am, and the few things that concern this browser. */
import { Keyboard, LogOut, Moon, Smartphone, Sun } from 'lucide-react';
import { Menu } from '@base-ui/react/menu';
import { useState, type ReactNode } from 'react';
import { signOut } from '../access/doors.ts';
import { Wordmark } from '../access/Outside.tsx';
import { useNow, useStore } from '../session/hooks.ts';
import type { Me } from '../session/me.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { showKeys } from '../ui/KeyHelp.tsx';
import { theme, toggleTheme } from '../ui/theme.ts';
import { clockTime, toggleZone, zone } from '../ui/times.ts';
import { OtherDevice } from './OtherDevice.tsx';
import styles from './LobbyHeader.module.css';

export function LobbyHeader({ me }: { readonly me: Me }): ReactNode {
  return (
    <header className={styles['header']}>
      <h1><Wordmark /></h1>
      <Clock />
      <ThemeSwitch />
      <MyMenu me={me} />
    </header>
  );
}

function Clock(): ReactNode {
  const now = useNow();
  const utc = useStore(zone) === 'utc';
  return (
    <button type="button" className={styles['clock']} onClick={toggleZone} title="UTC or your own time (z)" aria-label={utc ? 'Times in UTC. Show my own time' : 'My own time. Show UTC'}>
      <time>{clockTime(now)}</time>
      <span>{utc ? 'UTC' : 'your time'}</span>
    </button>
  );
}

function ThemeSwitch(): ReactNode {
  const dark = useStore(theme) === 'dark';
  return (
    <button type="button" className={styles['icon']} onClick={toggleTheme} aria-label={dark ? 'Light theme' : 'Dark theme'} title={dark ? 'Light theme' : 'Dark theme'}>
      {dark ? <Sun size={17} /> : <Moon size={17} />}
    </button>
  );
}

function MyMenu({ me }: { readonly me: Me }): ReactNode {
  const [device, setDevice] = useState(false);
  return (
    <>
      <Menu.Root>
        <Menu.Trigger className={styles['me']} aria-label={`${me.name}, my menu`}>
          <Avatar name={me.name} /><span>{me.name}</span>
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner sideOffset={6} align="end">
            <Menu.Popup className={styles['menu']}>
              <Menu.Item className={styles['item']} onClick={() => setDevice(true)}><Smartphone size={16} />My other device</Menu.Item>
              <Menu.Item className={styles['item']} onClick={showKeys}><Keyboard size={16} />Keys<kbd>?</kbd></Menu.Item>
              <Menu.Separator className={styles['line']} />
              <Menu.Item className={styles['item']} onClick={() => void signOut()}><LogOut size={16} />Sign out</Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <OtherDevice open={device} onClose={() => setDevice(false)} />
    </>
  );
}
