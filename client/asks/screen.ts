/** Which window about asks is open in this tab: asking the commander, or answering one. Shown by AsksDialogs only. */
import { Store } from '../session/store.ts';

export type AsksScreen = { readonly open: 'ask' } | { readonly open: 'answer'; readonly ask: string } | null;

export const asksScreen = new Store<AsksScreen>(null);
export const openAsks = (screen: NonNullable<AsksScreen>): void => asksScreen.set(screen);
export const closeAsks = (): void => asksScreen.set(null);
