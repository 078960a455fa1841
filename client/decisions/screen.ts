/**
 * Which window about decisions is open in this tab: proposing, a go / no-go, objecting, deciding. Opened from anywhere, shown by
 * DecisionsDialogs only.
 */
import { Store } from '../session/store.ts';

export type DecisionsWindow = 'propose' | 'poll' | 'object' | 'decide';
export type Choice = 'proceed' | 'amend' | 'drop';

export interface DecisionsScreen {
  readonly open: DecisionsWindow;
  /** What the commander is about to do, when a button already said it. */
  readonly choice: Choice;
}

export const decisionsScreen = new Store<DecisionsScreen | null>(null);
export const openDecisions = (open: DecisionsWindow, choice: Choice = 'proceed'): void =>
  decisionsScreen.set({ open, choice });
export const closeDecisions = (): void => decisionsScreen.set(null);
