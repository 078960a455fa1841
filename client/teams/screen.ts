/** Forming a sub-team, or changing one. Shown by TeamsDialogs. */
import { OpenDialog } from '../ui/open-dialog.ts';

type TeamsScreen = { readonly open: 'form' } | { readonly open: 'change'; readonly team: string };

export const teamsDialog = new OpenDialog<TeamsScreen>();
