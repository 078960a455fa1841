/** Whether an address leads to the computer on which it is opened, and so nowhere for anyone else. */
export function isLocal(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^(127\.|0\.0\.0\.0$)/.test(host);
}
