/** Where the next key goes, when something is shown to be written in or moved through. */
import { flushSync } from 'react-dom';

/**
 * Shows it and puts the focus there at once: a frame later, the first letters of a fast typist would already act as
 * keys, and what they open would lose the focus again.
 */
export function showAndFocus(show: () => void, find: () => HTMLElement | null): void {
  flushSync(show);
  find()?.focus();
}
