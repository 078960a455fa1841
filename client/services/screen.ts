/** The impacted services, or who owns one. Shown by ServicesDialogs. */
import { OpenDialog } from '../ui/open-dialog.ts';

export interface ServicesScreen {
  readonly open: 'impacted' | 'owner';
  /** The service to begin with. */
  readonly service?: string;
}

export const servicesDialog = new OpenDialog<ServicesScreen>();
