/*
 * Phones let only a worker show notifications. This one does that and nothing else: it keeps nothing and fetches
 * nothing. A press on a notification brings its page to the front.
 */
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(bringToFront(new URL(event.notification.data ?? '/', self.location.origin).href));
});

async function bringToFront(address) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find(({ url }) => url === address) ?? pages[0];
  if (page === undefined) await self.clients.openWindow(address);
  else await page.focus();
}
