/**
 * Opens the bar that searches the document; light enough for the pane's heading. A number, so that asking twice asks
 * again.
 */
import { Store } from '../../session/store.ts';

export const findAsked = new Store(0);
export const openFind = (): void => findAsked.set(findAsked.get() + 1);
