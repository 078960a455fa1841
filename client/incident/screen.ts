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

/** The fields of each form, by which its unsent text is kept. */
export const FORMS = {
  severity: ['severity'],
  suggest: ['suggest'],
  status: ['status'],
  title: ['title'],
  links: ['links.bridge', 'links.procedure'],
  close: ['close'],
  reopen: ['reopen.why'],
} as const;

/** Those of the incident's menu, while it is open and once it is closed. */
export const OPEN_FORMS = [FORMS.severity, FORMS.status, FORMS.title, FORMS.links, FORMS.close].flat();
