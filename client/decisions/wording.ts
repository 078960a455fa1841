/**
 * The wording that a proposal, a go/no-go and a decision at once share: switching between them means typing nothing
 * twice. It is kept under the way in which it was written last, so that this way's button is the one that is marked.
 */
import { useDraft, type TextDraft } from '../ui/drafting.ts';
import { POLLED_ROLES, WAYS, type Way } from './screen.ts';

/** Who must say go in a go/no-go. */
export interface Polled {
  readonly roles: readonly string[];
}

const NONE: Polled = { roles: [] };

export function useWording(): (way: Way) => TextDraft {
  const polled = useDraft<Polled>(POLLED_ROLES, NONE);
  const kept: Readonly<Record<Way, TextDraft>> = {
    propose: useDraft(WAYS.propose, ''),
    poll: useDraft(WAYS.poll, ''),
    'decide-now': useDraft(WAYS['decide-now'], ''),
  };
  const all = Object.values(kept);
  return (way) => {
    const own = kept[way];
    const { value } = own.isBegun ? own : (all.find(({ isBegun }) => isBegun) ?? own);
    return {
      value,
      blank: '',
      isBegun: value !== '' || (way === 'poll' && polled.isBegun),
      set: (next) => {
        own.set(typeof next === 'function' ? next(value) : next);
        all.filter((other) => other !== own).forEach((other) => other.clear());
      },
      // Who must say go was chosen for this step, and is of no use for the next.
      clear: () => [...all, polled].forEach((each) => each.clear()),
    };
  };
}
