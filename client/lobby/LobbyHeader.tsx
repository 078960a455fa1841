/** The lobby's top line: the product's name, the time, who I am, and the few settings of this browser. */
import { Keyboard, LogOut, Moon, Smartphone, Sun, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Wordmark } from '../access/Outside.tsx';
import { useNow } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import type { Me } from '../session/me.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { showKeys } from '../ui/key-help.ts';
import { Menu, MenuItem, MenuLine } from '../ui/Menu.tsx';
import { PaletteButton } from '../ui/PaletteButton.tsx';
import { chooseTheme, theme } from '../ui/theme.ts';
import { clockTime, toggleZone, zone } from '../session/zone.ts';
import { accountDialog } from './account.ts';
import { useSignOut } from './SignOut.tsx';
import styles from './Lobby.module.css';

export function LobbyHeader({ me }: { readonly me: Me }): ReactNode {
  return (
    <header className={styles['header']}>
      <h1>
        <Wordmark />
      </h1>
      <Clock />
      <PaletteButton />
      <ThemeSwitch />
      <MyMenu me={me} />
    </header>
  );
}

function Clock(): ReactNode {
  const now = useNow();
  const utc = useStore(zone) === 'utc';
  return (
    <button
      type="button"
      className={styles['clock']}
      onClick={toggleZone}
      title={utc ? 'Times in UTC. Press for local time (z)' : 'Local time. Press for UTC (z)'}
    >
      <time>{clockTime(now).replace('Z', '')}</time>
      <span>{utc ? 'UTC' : 'local'}</span>
    </button>
  );
}

function ThemeSwitch(): ReactNode {
  const dark = useStore(theme) === 'dark';
  return (
    <button
      type="button"
      className={styles['icon']}
      onClick={() => chooseTheme(dark ? 'light' : 'dark')}
      aria-label={dark ? 'Light theme' : 'Dark theme'}
      title={dark ? 'Light theme' : 'Dark theme'}
    >
      {dark ? <Sun size={17} /> : <Moon size={17} />}
    </button>
  );
}

function MyMenu({ me }: { readonly me: Me }): ReactNode {
  const [, go] = useLocation();
  const { leave, dialog } = useSignOut();
  return (
    <>
      <Menu
        trigger={
          <>
            <Avatar name={me.name} />
            <span className={styles['name']}>{me.name}</span>
          </>
        }
      >
        <MenuItem icon={<UserRound size={16} />} onSelect={() => go(`/people/${me.id}`)}>
          My account
        </MenuItem>
        <MenuItem icon={<Smartphone size={16} />} onSelect={() => accountDialog.open('device')}>
          My other device
        </MenuItem>
        <MenuItem icon={<Keyboard size={16} />} hint="?" onSelect={showKeys}>
          Keyboard shortcuts
        </MenuItem>
        <MenuLine />
        <MenuItem icon={<LogOut size={16} />} onSelect={leave}>
          Sign out
        </MenuItem>
      </Menu>
      {dialog}
    </>
  );
}
