/**
 * Which window about decisions is open in this tab: proposing, a go / no-go, objecting, deciding. Opened from anywhere, shown by
 * DecisionsDialogs only.
 */
import { Store } from '../session/store.ts';

export type DecisionsWindow = 'propose' | 'poll' | 'object' | 'decide';

export const decisionsScreen = new Store<DecisionsWindow | null>(null);
export const openDecisions = (open: DecisionsWindow): void => decisionsScreen.set(open);
export const closeDecisions = (): void => decisionsScreen.set(null);
