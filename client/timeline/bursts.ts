/**
 * Lines that are one thing for a reader stand as one: what a single act brought with it, and people who joined one after
 * another. Nothing is left out: the parts are in the line.
 */
import { CLOCK } from '../../shared/envelope.ts';
import type { TimelineEntry } from '../../shared/timeline/entries.ts';
import type { Row } from './rows.ts';

type Single = Extract<Row, { kind: 'entry' }>;

/** So many people who join one after another are told as one. */
const FEWEST_ARRIVALS = 3;

export function inBursts(rows: readonly Row[]): readonly Row[] {
  const done: Row[] = [];
  for (let at = 0; at < rows.length;) {
    const run = runFrom(rows, at);
    at += Math.max(1, run.length);
    const [head] = run;
    if (head === undefined) done.push(rows[at - 1] as Row);
    else if (!isArrival(head) || run.length >= FEWEST_ARRIVALS) done.push(burst(head, run));
    else done.push(...run);
  }
  return done;
}

/** The entries from here on that belong together; none where there is a day or an unconfirmed line. */
function runFrom(rows: readonly Row[], at: number): readonly Single[] {
  const run: Single[] = [];
  for (let next = at; next < rows.length; next += 1) {
    const row = rows[next];
    if (row?.kind !== 'entry') break;
    const [head] = run;
    if (head !== undefined && !(isArrival(head) ? isArrival(row) : belongs(head.entry, row.entry))) break;
    run.push(row);
  }
  return run;
}

const isArrival = ({ entry }: Single): boolean => entry.type === 'crew.joined';

/** The same person did it in the same commit; what the clock did there stands by itself, and so does what is written. */
const belongs = (head: TimelineEntry, entry: TimelineEntry): boolean =>
  head.kind === 'log' &&
  entry.kind === 'log' &&
  versionOf(head) === versionOf(entry) &&
  head.by === entry.by &&
  head.by !== CLOCK;

const versionOf = ({ id }: TimelineEntry): string => id.slice(0, id.indexOf('.'));

/** Made once for the same lines: the list is drawn with each line that comes. */
const MADE = new WeakMap<TimelineEntry, { readonly run: readonly Single[]; readonly row: Row }>();

function burst(head: Single, run: readonly Single[]): Row {
  if (run.length === 1) return head;
  const known = MADE.get(head.entry);
  if (known?.run.length === run.length && known.run.at(-1) === run.at(-1)) return known.row;
  const entries = run.map(({ entry }) => entry);
  const row: Row = isArrival(head) ? { kind: 'arrivals', key: head.key, entries } : { ...head, also: entries.slice(1) };
  MADE.set(head.entry, { run, row });
  return row;
}
