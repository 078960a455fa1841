/**
 * How the wide screen is shared between its three panes, in hundredths. A divider moves what is on its two sides and
 * nothing else; no pane becomes narrower than a fifth.
 */
import { ofDevice } from '../session/keeping.ts';
import { Store } from '../session/store.ts';

export type Shares = readonly [number, number, number];
export const PLACES = ['work', 'log', 'talk'] as const;

const widths = ofDevice('columns');
const USUAL: Shares = [37.5, 37.5, 25];
const LEAST = 20;

function kept(): Shares {
  const [work, log, talk] = (widths.get() ?? '').split(' ').map(Number);
  const whole = [work, log, talk].every((share) => share !== undefined && share >= LEAST);
  return whole ? [work ?? 0, log ?? 0, talk ?? 0] : USUAL;
}

export const columns = new Store<Shares>(kept());

/** Moves one of the two dividers to the right by a part of the whole width. */
export function move(divider: 0 | 1, part: number): void {
  const shares: [number, number, number] = [...columns.get()];
  const [before, after] = [shares[divider], shares[divider + 1] ?? 0];
  const by = Math.max(LEAST - before, Math.min(after - LEAST, part * 100));
  shares[divider] = before + by;
  shares[divider + 1] = after - by;
  columns.set(shares);
  widths.set(shares.join(' '));
}
