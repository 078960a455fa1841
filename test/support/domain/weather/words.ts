/** What can be said about the weather: a capability that the product does not have, to prove what adding one takes. */
import { z } from 'zod';
import { id, instant, line, type Said } from '../../../../shared/texts.ts';
import type { Instant } from '../../../../shared/instants.ts';

const commands = {
  'weather.warn': z.strictObject({ text: line(200), until: instant }),
  'weather.clear': z.strictObject({}),
};

const events = {
  'weather.warned': z.object({ text: z.string(), until: z.string(), by: id }),
  'weather.passed': z.object({ text: z.string() }),
  'weather.cleared': z.object({ cause: z.enum(['asked', 'closed']) }),
};

export type WeatherCommand = Said<typeof commands>;
export type WeatherEvent = Said<typeof events>;
export type WeatherRefusal = 'weather.no-warning';

export interface WeatherState {
  readonly warning: { readonly text: string; readonly until: Instant } | null;
}
