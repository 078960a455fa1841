/**
 * Which window about command is open in this tab. Buttons, keys and the owed items open them from anywhere; only FloorDialogs
 * shows them.
 */
import { Store } from '../session/store.ts';

export type FloorWindow = 'offer' | 'edit' | 'receive' | 'assume' | 'request' | 'relief';

export interface FloorScreen {
  readonly open: FloorWindow | null;
  /** Whom an offer is meant for, when it was opened as the answer to somebody. */
  readonly to: string | null;
}

const CLOSED: FloorScreen = { open: null, to: null };

export const floorScreen = new Store<FloorScreen>(CLOSED);
export const openFloor = (open: FloorWindow, to: string | null = null): void => floorScreen.set({ open, to });
export const closeFloor = (): void => floorScreen.set(CLOSED);
