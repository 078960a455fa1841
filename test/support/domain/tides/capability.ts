/** The tides as one object, in the same shape as the product's own capabilities. */
import type { Capability } from '../../../../shared/capability.ts';
import type { RefusalText, Sentences } from '../../../../shared/decider.ts';
import { rules } from './rules.ts';
import type { TidesEvent, TidesRefusal } from './words.ts';

const sentences: Sentences<TidesEvent> = {
  'tides.warned': ({ text, by }, name) => `${name(by)} warns: ${text}`,
  'tides.passed': ({ text }) => `That is over: ${text}`,
  'tides.cleared': () => 'There is no warning any more.',
};

const refusals: Record<TidesRefusal, RefusalText> = {
  'tides.no-warning': { kind: 'state', say: () => 'There is no warning, so there is nothing to clear.' },
};

export const tides = {
  name: 'tides',
  rules,
  sentences,
  refusals,
  flags: {
    'tides.warned': { commandersAct: true, milestone: true },
    'tides.passed': { automatic: true },
  },
} satisfies Capability<'tides', TidesEvent>;
