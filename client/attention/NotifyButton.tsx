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
import { askToNotify, HOW, permission, type Permission } from './permission.ts';

const NAMES = {
  default: 'Allow notifications',
  denied: 'Notifications are blocked',
  unsupported: 'No notifications in this browser',
} as const;

export function NotifyButton(): ReactNode {
  const state = useStore(permission);
  return state === 'granted' ? null : <Forbidden state={state} />;
}

function Forbidden({ state }: { readonly state: Exclude<Permission, 'granted'> }): ReactNode {
  const press = (): void => (state === 'default' ? void askToNotify() : toast({ tone: 'refused', text: HOW[state] }));
  useKeys([{ does: NAMES[state], also: 'alert desktop sound reach me', run: press }]);
  return (
    <button
      type="button"
      className={styles['mute']}
      aria-label={NAMES[state]}
      title={state === 'default' ? 'Allow notifications when this page is hidden' : `${NAMES[state]}. ${HOW[state]}`}
      onClick={press}
    >
      <MonitorX size={15} aria-hidden="true" />
    </button>
  );
}
