/** What is changed about the incident as a whole. Shown by IncidentDialogs. */
import type { Severity } from '../../shared/incident/words.ts';
import { OpenDialog } from '../ui/open-dialog.ts';

export type IncidentScreen =
  /** With a severity and its reason when someone's suggestion is accepted. */
  | { readonly open: 'severity'; readonly severity?: Severity; readonly why?: string }
  | { readonly open: 'history' | 'suggest' | 'status' | 'title' | 'links' | 'close' | 'reopen' };

export const incidentDialog = new OpenDialog<IncidentScreen>();
