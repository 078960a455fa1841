/** The weather as one object, in the same shape as the product's own capabilities. */
import type { Capability } from '../../../../shared/capability.ts';
import type { RefusalText, Sentences } from '../../../../shared/decider.ts';
import { rules } from './rules.ts';
import type { WeatherEvent, WeatherRefusal } from './words.ts';

const sentences: Sentences<WeatherEvent> = {
  'weather.warned': ({ text, by }, name) => `${name(by)} warns: ${text}`,
  'weather.passed': ({ text }) => `That is over: ${text}`,
  'weather.cleared': () => 'There is no warning any more.',
};

const refusals: Record<WeatherRefusal, RefusalText> = {
  'weather.no-warning': { kind: 'state', say: () => 'There is no warning, so there is nothing to clear.' },
};

export const weather = {
  name: 'weather',
  rules,
  sentences,
  refusals,
  flags: {
    'weather.warned': { commandersAct: true, milestone: true },
    'weather.passed': { automatic: true },
  },
} satisfies Capability<'weather', WeatherEvent>;
