/** Proposing, a go/no-go, deciding at once, objecting, deciding. Shown by DecisionsDialogs. */
import { OpenDialog } from '../ui/open-dialog.ts';

export type Choice = 'proceed' | 'amend' | 'drop';

export type DecisionsScreen =
  | { readonly open: Way | 'object' }
  /** What the commander is about to do, when a button already said it. */
  | { readonly open: 'decide'; readonly choice?: Choice };

export const decisionsDialog = new OpenDialog<DecisionsScreen>();

/** Where the one wording is kept, by the way in which it was written last: only that way's button is marked. */
export const WAYS = { propose: 'propose', poll: 'poll', 'decide-now': 'decide-now' } as const;
export type Way = keyof typeof WAYS;
/** Where it is kept who must say go. */
export const POLLED_ROLES = 'poll.roles';

const POLL: readonly string[] = [WAYS.poll, POLLED_ROLES];

/** The fields of each form, by which what is unsent in it is kept. */
export const FORMS = {
  propose: [WAYS.propose],
  poll: POLL,
  decideNow: [WAYS['decide-now']],
  /** Whichever way it goes. */
  wording: [...POLL, WAYS.propose, WAYS['decide-now']],
  object: (decision: string) => [`against.${decision}`],
};
