/**
 * May this browser show notifications? It asks only when the person presses the button; a browser that was told no once
 * can only be told otherwise in its own settings.
 */
import { Store } from '../session/store.ts';

export type Permission = NotificationPermission | 'unsupported';

const supported = 'Notification' in window;
export const permission = new Store<Permission>(supported ? Notification.permission : 'unsupported');

export async function askToNotify(): Promise<void> {
  if (supported) permission.set(await Notification.requestPermission());
}

/** What to do after a no. */
export const HOW: Readonly<Record<'denied' | 'unsupported', string>> = {
  denied: 'Allow them for this site in your browser settings.',
  unsupported: 'Not available in this browser. On an iPhone: Share, then Add to Home Screen.',
};
