/** What is done about one person of the room or about a role. Shown by CrewDialogs. */
import { OpenDialog } from '../ui/open-dialog.ts';

export type CrewScreen =
  | { readonly open: 'remove' | 'deactivate' | 'role'; readonly person: string }
  | { readonly open: 'assign' | 'volunteer'; readonly role: string }
  | { readonly open: 'add-role' };

export const crewDialog = new OpenDialog<CrewScreen>();
