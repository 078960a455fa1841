/**
 * What an update would do to a document, found out before anything is kept. An update comes in from any program; only
 * what passes here is appended and told, and of that only what is new.
 *
 *   known     nothing in it is new: an honest answer of a client that has nothing to add
 *   baseless  it builds on text that this document does not have: the client must send the whole difference
 *   refused   not allowed, an offence: a reader's; text under a client id that another person has written with (two different texts
 *             under one clock would part the documents for ever, with nothing to see it by); what the editor's schema does not have
 *   full      not possible now: the document, or what this person may ask of it, is used up
 *   new       the index has it from now on; `giveBack` takes it out again when the append fails
 */
import { MOST_LEVELS } from '../../../shared/scribe/schema.ts';
import { MOST_HISTORY_BYTES, type PersonBudget } from '../wire/budgets.ts';
import type { ScribeIndex } from './document-index.ts';
import { placePieces, takeOut, withoutKnown, type Placed } from './place.ts';
import { rangesOf } from './ranges.ts';
import { scanUpdate, type Deletion, type Piece, type Scanned } from './scan.ts';

/** Text of more clients than that in one update would hold up the log for everyone. */
const MOST_CLIENTS = 2048;
/** Their clocks are told to all who join, and sent back by them: that must fit into one frame. */
const MOST_CLIENTS_OF_A_DOCUMENT = 8192;
const MOST_CLIENTS_OF_A_PERSON = 2048;
/** No editor shows what is in other roots than its own, so no one could make room there by hand. */
const MOST_OTHER_BYTES = 256 * 1024;

export interface News {
  readonly kind: 'new';
  readonly pieces: readonly Piece[];
  readonly deletions: readonly Deletion[];
  /** Client ids that had no known owner before. */
  readonly bound: readonly number[];
}

/** `code` is for programs, `reason` for people. */
export type Verdict =
  | News
  | { readonly kind: 'known' }
  | { readonly kind: 'baseless' | 'refused' | 'full'; readonly code: string; readonly reason: string };

export interface Writer {
  readonly person: string;
  readonly mayWrite: boolean;
  readonly isFull: boolean;
  /** Asked of client ids that no one has written with yet. */
  readonly mayUse: (client: number) => boolean;
  /** What they may still ask of this document; without it, anything. */
  readonly budget?: PersonBudget;
  /** What they have written into this document so far, deleted or not. */
  readonly historyBytes?: number;
}

const KNOWN: Verdict = { kind: 'known' };
const refused = (code: string, reason: string): Verdict => ({ kind: 'refused', code: `document.${code}`, reason });
const full = (code: string, reason: string): Verdict => ({ kind: 'full', code: `document.${code}`, reason });
const NO_UPDATE = refused('malformed', 'that is no update of a document');
const READER = refused('not-yours', 'you may read this document, not write in it');
const BASELESS: Verdict = { kind: 'baseless', code: 'document.baseless', reason: 'something before it is missing' };
const FOREIGN = refused('foreign-client', 'this client id belongs to somebody else');
const DEEP = refused('too-deep', 'it is nested too deep');
const ODD = refused('not-in-schema', 'the editor has no such block, attribute or mark');
const MANY = full('many-clients', 'too many client ids in one update: send it in parts');
const CROWDED = full('crowded', 'this document has too many client ids: write with one that has written here before');
const FULL = full('full', 'the document is full (5 MB): delete something first');
const OTHERS_FULL = full('other-roots-full', 'data outside the text is limited to 256 KB: delete some of it first');
const HISTORY_FULL = full(
  'history-full',
  'you have written 20 MB into this document, deleted text included: continue in a new room',
);
const NEW_IDS = full('new-clients', 'too many new client ids in a minute: wait a minute, then send it again');
const COSTLY = full('costly', 'too many pieces of text in one place: wait a minute, then send it again');

export function judge(index: ScribeIndex, update: Uint8Array, writer: Writer): Verdict {
  const scanned = tryScan(index, update);
  if (scanned === null) return NO_UPDATE;
  const placed = placePieces(index, scanned.pieces);
  const objection = objectionTo(index, placed, { scanned, writer });
  if (objection !== null) {
    takeOut(index, placed.taken);
    return objection;
  }
  if (!writer.mayWrite)
    return scanned.deletions.every(({ client, from, to }) => index.isDeleted(client, from, to)) ? KNOWN : READER;
  const deletions = fresh(index, scanned.deletions);
  const bound = placed.taken.flatMap(({ client }) => (index.bind(client, writer.person) ? client : []));
  return placed.taken.length === 0 && deletions.length === 0
    ? KNOWN
    : { kind: 'new', pieces: placed.taken, deletions, bound };
}

/** As if it had never been judged. Of several the last first. */
export function giveBack(index: ScribeIndex, { pieces, deletions, bound }: News): void {
  for (const client of bound) index.unbind(client);
  for (const [client, ranges] of rangesOf(deletions)) index.restore(client, ranges);
  takeOut(index, pieces);
}

function tryScan(index: ScribeIndex, update: Uint8Array): Scanned | null {
  try {
    return withoutKnown(index, scanUpdate(update));
  } catch {
    return null;
  }
}

function objectionTo(
  index: ScribeIndex,
  placed: Placed,
  { scanned, writer }: { scanned: Scanned; writer: Writer },
): Verdict | null {
  const isBased = placed.isWhole && scanned.deletions.every(({ client, to }) => to <= index.nextOf(client));
  if (!isBased) return writer.mayWrite ? BASELESS : READER;
  if (placed.taken.length === 0) return null;
  if (!writer.mayWrite) return READER;
  if (!placed.taken.every(({ client }) => isOwn(index, client, writer))) return FOREIGN;
  if (placed.deepest > MOST_LEVELS || placed.taken.some(({ hasDeepValue }) => hasDeepValue)) return DEEP;
  if (placed.isOdd) return ODD;
  if (placed.taken.length > MOST_CLIENTS && new Set(placed.taken.map(({ client }) => client)).size > MOST_CLIENTS)
    return MANY;
  if (isCrowded(index, placed, writer)) return CROWDED;
  if (placed.isOther && index.otherBytes > MOST_OTHER_BYTES) return OTHERS_FULL;
  return writer.isFull ? FULL : overBudget(placed, writer);
}

/** Asked last: what is refused for another reason uses nothing up. */
function overBudget({ taken, work }: Placed, { budget, historyBytes = 0 }: Writer): Verdict | null {
  if (historyBytes > MOST_HISTORY_BYTES) return HISTORY_FULL;
  const nowMs = performance.now();
  if (budget?.mayBring(taken.filter(({ clock }) => clock === 0).length, nowMs) === false) return NEW_IDS;
  return budget?.mayCost(work, nowMs) === false ? COSTLY : null;
}

/** Only new people are counted: those who have written before go on. */
function isCrowded(index: ScribeIndex, { taken }: Placed, { person }: Writer): boolean {
  const newcomers = taken.filter(({ clock }) => clock === 0).length;
  if (newcomers === 0 || index.clientCount <= MOST_CLIENTS_OF_A_PERSON) return false;
  return index.clientCount > MOST_CLIENTS_OF_A_DOCUMENT || index.countOf(person) + newcomers > MOST_CLIENTS_OF_A_PERSON;
}

function isOwn(index: ScribeIndex, client: number, { person, mayUse }: Writer): boolean {
  const owner = index.ownerOf(client);
  return owner === null ? mayUse(client) : owner === person;
}

function fresh(index: ScribeIndex, given: readonly Deletion[]): Deletion[] {
  const deletions: Deletion[] = [];
  for (const [client, all] of rangesOf(given)) {
    const ranges = index.remove(client, all);
    for (let at = 0; at < ranges.length; at += 2)
      deletions.push({ client, from: ranges[at] as number, to: ranges[at + 1] as number });
  }
  return deletions;
}
