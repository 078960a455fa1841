/** Which window about sub-teams is open in this tab: forming one, or changing one. Shown by TeamsDialogs only. */
import { Store } from '../session/store.ts';

export type TeamsScreen = { readonly open: 'form' } | { readonly open: 'change'; readonly team: string } | null;

export const teamsScreen = new Store<TeamsScreen>(null);
export const openTeams = (screen: NonNullable<TeamsScreen>): void => teamsScreen.set(screen);
export const closeTeams = (): void => teamsScreen.set(null);
