/** Asking the commander, or answering one who asked. Shown by AsksDialogs. */
import { OpenDialog } from '../ui/open-dialog.ts';

export type AsksScreen = { readonly open: 'ask' } | { readonly open: 'answer'; readonly ask: string };

export const asksDialog = new OpenDialog<AsksScreen>();

/** The fields of each form, by which its unsent text is kept. */
export const FORMS = { ask: ['ask'], answer: (ask: string) => [`answer.${ask}`] };
