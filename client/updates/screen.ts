/**
 * Which window about updates is open in this tab. Buttons, keys and the owed items open them from anywhere; only UpdatesDialogs
 * shows them.
 */
import type { Audience } from '../../shared/updates/words.ts';
import { Store } from '../session/store.ts';

export type UpdatesScreen =
  | { readonly open: 'write'; readonly audience: Audience }
  | { readonly open: 'review' | 'publish'; readonly draft: string }
  | { readonly open: 'snooze' | 'rhythm'; readonly audience: Audience };

export const updatesScreen = new Store<UpdatesScreen | null>(null);
export const openUpdates = (screen: UpdatesScreen): void => updatesScreen.set(screen);
export const closeUpdates = (): void => updatesScreen.set(null);
