/** What can be said about the tides: a capability that the product does not have, which shows what adding one takes. */
import { z } from 'zod';
import { id, instant, line, type Said } from '../../../../shared/texts.ts';
import type { Instant } from '../../../../shared/instants.ts';

const commands = {
  'tides.warn': z.strictObject({ text: line(200), until: instant }),
  'tides.clear': z.strictObject({}),
};

const events = {
  'tides.warned': z.object({ text: z.string(), until: z.string(), by: id }),
  'tides.passed': z.object({ text: z.string() }),
  'tides.cleared': z.object({ cause: z.enum(['asked', 'closed']) }),
};

export type TidesCommand = Said<typeof commands>;
export type TidesEvent = Said<typeof events>;
export type TidesRefusal = 'tides.no-warning';

export interface TidesState {
  readonly warning: { readonly text: string; readonly until: Instant } | null;
}
