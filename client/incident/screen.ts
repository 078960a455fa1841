/** What is changed about the incident as a whole. Shown by IncidentDialogs. */
import type { Severity } from '../../shared/incident/words.ts';
import { Store } from '../session/store.ts';
import { OpenDialog } from '../ui/open-dialog.ts';
import type { NowName } from './names.ts';

export type IncidentScreen =
  /** With a severity and its reason when someone's suggestion is accepted. */
  | { readonly open: 'severity'; readonly severity?: Severity; readonly why?: string }
  | { readonly open: 'history' | 'suggest' | 'status' | 'title' | 'links' | 'close' | 'reopen' | 'policy' };

/** A field of the Now block that someone wants to write, from elsewhere on the screen. */
export const nowEdit = new Store<NowName | null>(null);

export const incidentDialog = new OpenDialog<IncidentScreen>();
