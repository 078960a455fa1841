/**
 * A browser notification, when the page is hidden and the person has allowed it. One tag for each subject: a newer one
 * replaces it.
 */
export function notify(subject: string, words: string): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  try {
    const shown = new Notification(document.title, {
      body: words,
      tag: `watchfloor.${window.location.pathname}.${subject}`,
    });
    shown.addEventListener('click', () => {
      window.focus();
      shown.close();
    });
  } catch {
    // A phone's browser may allow them to a service worker only; the title and the sound remain.
  }
}
