/**
 * Which window about the incident is open in this tab. The menu, the header's severity, a suggestion and the palette open them;
 * only IncidentDialogs shows them.
 */
import type { Severity } from '../../shared/incident/words.ts';
import { Store } from '../session/store.ts';

export type IncidentScreen =
  /** With a grade and its reason when it is somebody's suggestion that is taken up. */
  | { readonly open: 'severity'; readonly severity?: Severity; readonly why?: string }
  | { readonly open: 'history' | 'suggest' | 'status' | 'title' | 'links' | 'close' | 'reopen' }
  | null;

export const incidentScreen = new Store<IncidentScreen>(null);
export const openIncident = (screen: NonNullable<IncidentScreen>): void => incidentScreen.set(screen);
export const closeIncident = (): void => incidentScreen.set(null);
