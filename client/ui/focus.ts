/** Where the next key goes, when something is shown to be written in or moved through. */
import { flushSync } from 'react-dom';

/**
 * Shows it and puts the focus there at once: the first letters of a fast hand would otherwise be keys. With the next frame again,
 * because a window that closes gives the focus back to where it was.
 */
export function showAndFocus(show: () => void, find: () => HTMLElement | null): void {
  flushSync(show);
  find()?.focus();
  requestAnimationFrame(() => find()?.focus());
}
