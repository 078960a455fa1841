/** Proposing, a go/no-go, deciding at once, objecting, deciding. Shown by DecisionsDialogs. */
import { OpenDialog } from '../ui/open-dialog.ts';

export type Choice = 'proceed' | 'amend' | 'drop';

export type DecisionsScreen =
  | { readonly open: 'propose' | 'poll' | 'decide-now' | 'object' }
  /** What the commander is about to do, when a button already said it. */
  | { readonly open: 'decide'; readonly choice?: Choice };

export const decisionsDialog = new OpenDialog<DecisionsScreen>();

/**
 * The fields of each form, by which its unsent text is kept. Three begin with one wording, whichever way
 * it then goes: it is one draft, so the first of them alone is marked.
 */
export const FORMS = {
  wording: ['propose'],
  object: (decision: string) => [`against.${decision}`],
};
