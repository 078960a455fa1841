/**
 * Shown while this browser may not notify: one press asks for permission, or says where it was blocked. Once allowed,
 * nothing is drawn.
 */
import { MonitorX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from '../session/store-hooks.ts';
import { useKeys } from '../ui/keys.ts';
import { toast } from '../ui/toasts.ts';
import styles from './Attention.module.css';
import { askToNotify, HOW, permission, refusedBySystem, STANDING, type Permission } from './permission.ts';

export function NotifyButton(): ReactNode {
  const state = useStore(permission);
  const refused = useStore(refusedBySystem);
  if (state !== 'granted') return <Forbidden name={state === 'default' ? ALLOW : STANDING[state]} how={howOf(state)} />;
  return refused ? <Forbidden name="Notifications are allowed, but not shown" how={SYSTEM} /> : null;
}

const ALLOW = 'Allow notifications';
const SYSTEM = 'Allow notifications for this browser in your system settings. Test them in the lobby.';
const howOf = (state: Exclude<Permission, 'granted'>): string | null => (state === 'default' ? null : HOW[state]);

/** Without a `how` the browser can still be asked. */
function Forbidden({ name, how }: { readonly name: string; readonly how: string | null }): ReactNode {
  const press = (): void => (how === null ? void askToNotify() : toast({ tone: 'refused', text: `${name}. ${how}` }));
  useKeys([{ does: name, also: 'alert desktop sound reach me', run: press }]);
  return (
    <button
      type="button"
      className={styles['mute']}
      aria-label={name}
      title={how === null ? 'Allow notifications when this page is hidden' : `${name}. ${how}`}
      onClick={press}
    >
      <MonitorX size={15} aria-hidden="true" />
    </button>
  );
}
