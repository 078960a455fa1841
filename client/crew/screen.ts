/** What is done about one person of the room. Shown by CrewDialogs. */
import { OpenDialog } from '../ui/open-dialog.ts';

export interface CrewScreen {
  readonly open: 'remove' | 'deactivate' | 'role';
  readonly person: string;
}

export const crewDialog = new OpenDialog<CrewScreen>();
