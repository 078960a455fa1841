/**
 * Where someone goes after signing in: a page of this Watchfloor, whatever the address that asked for it said. A path
 * that a browser would read as another site's, or that is no page, leads to the lobby.
 */
const MOST_CHARACTERS = 500;
const NO_PAGE = /^\/(?:api|auth|sign-in|password|join|device|welcome|assets)(?:[/?#]|$)/i;

export function returnPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > MOST_CHARACTERS) return '/';
  // Browsers read a backslash as a slash, and drop control characters.
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(wanted)) return '/';
  const here = 'http://watchfloor.invalid';
  if (!URL.canParse(wanted, here)) return '/';
  const { origin, pathname, search, hash } = new URL(wanted, here);
  return origin !== here || pathname.startsWith('//') || NO_PAGE.test(pathname) ? '/' : pathname + search + hash;
}
