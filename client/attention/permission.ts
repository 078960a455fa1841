/**
 * May this browser show notifications, and if not, why not and what to do? It asks only when the person presses the
 * button; a browser that was told no once can only be told otherwise in its own settings.
 */
import { Store } from '../session/store.ts';

/** insecure: not https · not-installed: an iPhone shows them only for pages on its Home Screen */
export type Permission = NotificationPermission | 'unsupported' | 'insecure' | 'not-installed';

const supported = 'Notification' in window;
export const permission = new Store<Permission>(now());
/** The last one was allowed by the browser and yet not shown. */
export const refusedBySystem = new Store(false);

function now(): Permission {
  if (!window.isSecureContext) return 'insecure';
  if (supported) return Notification.permission;
  return isIPhone() ? 'not-installed' : 'unsupported';
}

/** An iPad says that it is a Macintosh, but no Macintosh has a touch screen. */
function isIPhone(): boolean {
  const { userAgent, maxTouchPoints } = navigator;
  return /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1);
}

/** Also when it was changed in the browser's own settings. */
export function watchPermission(): () => void {
  const look = (): void => permission.set(now());
  document.addEventListener('visibilitychange', look);
  window.addEventListener('focus', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('focus', look);
  };
}

export async function askToNotify(): Promise<void> {
  if (!supported || permission.get() !== 'default') return;
  await Notification.requestPermission();
  permission.set(now());
}

/** What is so. */
export const STANDING: Readonly<Record<Permission, string>> = {
  default: 'Notifications aren’t allowed yet',
  granted: 'Notifications are allowed',
  denied: 'Notifications are blocked',
  unsupported: 'This browser has no notifications',
  insecure: 'No notifications without https',
  'not-installed': 'No notifications until Watchfloor is on the Home Screen',
};

/** What to do about it. */
export const HOW: Readonly<Record<Exclude<Permission, 'default' | 'granted'>, string>> = {
  denied: 'Allow them for this site in your browser settings.',
  unsupported: 'Use a current Chrome, Edge, Firefox or Safari. Until then, keep the sound on.',
  insecure: 'Open Watchfloor by its https address. Ask an administrator for it.',
  'not-installed':
    'In Safari: Share, then Add to Home Screen. Open Watchfloor from there, sign in, and allow notifications. Keep it open during an incident: iOS stops pages in the background.',
};
