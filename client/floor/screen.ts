/** All the ways command is offered, taken or asked for. Shown by FloorDialogs. */
import { OpenDialog } from '../ui/open-dialog.ts';

export type FloorWindow = 'offer' | 'edit' | 'receive' | 'assume' | 'request' | 'relief' | 'walk' | 'proxy';

export interface FloorScreen {
  readonly open: FloorWindow;
  /** The person an offer is meant for, when it was opened as an answer to them. */
  readonly to?: string;
}

export const floorDialog = new OpenDialog<FloorScreen>();

/** The fields of each form, by which its unsent text is kept. */
export const FORMS = {
  offer: ['offer'],
  request: ['request.why'],
  relief: ['relief.why'],
  assume: ['assume.why'],
  edit: (offer: string) => [`edit-brief.${offer}`],
  receive: (offer: string) => ['read-back', 'tasks', 'aloud', 'why-not'].map((field) => `receive.${offer}.${field}`),
};
