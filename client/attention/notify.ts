/**
 * A browser notification. One tag for each subject: a newer one replaces it. It tells what became of it, because a
 * permission is no promise: the system may refuse to show what the browser allows.
 */
import { refusedBySystem } from './permission.ts';

/** shown: the browser said so · taken: a worker gave it to the system, which says no more · silent: no answer */
export type Outcome = 'shown' | 'taken' | 'refused' | 'silent';

/** A browser that says nothing in this time has not shown it. */
const ANSWER_MS = 5_000;

/** While the page is hidden, about something that happened in its room. */
export function notify(subject: string, words: string): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  void show(document.title, { body: words, tag: `watchfloor.${window.location.pathname}.${subject}` });
}

export const testNotification = (): Promise<Outcome> =>
  show('Watchfloor', { body: 'This is a test. Alerts reach this device.', tag: 'watchfloor.test' });

async function show(title: string, options: NotificationOptions): Promise<Outcome> {
  const outcome = await byPage(title, options).catch(() => byWorker(title, options));
  refusedBySystem.set(outcome === 'refused' || outcome === 'silent');
  return outcome;
}

async function byPage(title: string, options: NotificationOptions): Promise<Outcome> {
  const shown = new Notification(title, options);
  shown.addEventListener('click', () => {
    window.focus();
    shown.close();
  });
  return new Promise((resolve) => {
    shown.addEventListener('show', () => resolve('shown'));
    shown.addEventListener('error', () => resolve('refused'));
    setTimeout(() => resolve('silent'), ANSWER_MS);
  });
}

/** Phones throw at a page's own notification. Loaded only there. */
async function byWorker(title: string, options: NotificationOptions): Promise<Outcome> {
  const { showByWorker } = await import('./worker.ts');
  return showByWorker(title, options).then(
    (): Outcome => 'taken',
    (): Outcome => 'refused',
  );
}
