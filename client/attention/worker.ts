/** Notifications through a worker, for browsers that let no page show them itself (public/notifications.js). */

const SCRIPT = '/notifications.js';
const POLICY = 'watchfloor-notifications';

interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

/** The page's security policy takes no address of a script that isn't vouched for; this vouches for that one. */
function address(): string {
  const { trustedTypes } = window as unknown as { trustedTypes?: Policies };
  return trustedTypes?.createPolicy(POLICY, { createScriptURL: () => SCRIPT }).createScriptURL(SCRIPT) ?? SCRIPT;
}

let registered: Promise<ServiceWorkerRegistration> | null = null;

async function worker(): Promise<ServiceWorkerRegistration> {
  if (!('serviceWorker' in navigator)) throw new Error('This browser shows no notifications for pages.');
  registered ??= navigator.serviceWorker.register(address());
  await registered;
  return navigator.serviceWorker.ready;
}

/** Resolves when the system has taken it; where it shows it is the system's own. */
export async function showByWorker(title: string, options: NotificationOptions): Promise<void> {
  await (await worker()).showNotification(title, { ...options, data: location.pathname });
}
