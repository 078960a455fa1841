/** Writing, reviewing, publishing or snoozing an update, and its schedule. Shown by UpdatesDialogs. */
import type { Audience } from '../../shared/updates/words.ts';
import { OpenDialog } from '../ui/open-dialog.ts';

export type UpdatesScreen =
  | { readonly open: 'write'; readonly audience: Audience; readonly again?: string }
  | { readonly open: 'review' | 'publish'; readonly draft: string }
  | { readonly open: 'snooze' | 'rhythm'; readonly audience: Audience };

export const updatesDialog = new OpenDialog<UpdatesScreen>();

/** The fields of each form, by which its unsent text is kept. */
export const FORMS = {
  write: (audience: Audience) => [`update.${audience}`],
  review: (draft: string) => [`send-back.${draft}`, `approve.${draft}`],
  snooze: (audience: Audience) => [`put-off.${audience}`],
  rhythm: (audience: Audience) => [`rhythm.${audience}`],
};
