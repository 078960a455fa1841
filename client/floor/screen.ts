/** Everything by which command is offered, taken or asked for. Shown by FloorDialogs. */
import { OpenDialog } from '../ui/open-dialog.ts';

export type FloorWindow = 'offer' | 'edit' | 'receive' | 'assume' | 'request' | 'relief';

export interface FloorScreen {
  readonly open: FloorWindow;
  /** Whom an offer is meant for, when it was opened as the answer to somebody. */
  readonly to?: string;
}

export const floorDialog = new OpenDialog<FloorScreen>();
