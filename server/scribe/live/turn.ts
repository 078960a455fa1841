/**
 * One turn of a document: the frames that wait are judged one after another, what is new in them becomes one entry of
 * the log, and only then is anyone answered.
 *
 *   judge each against the index --> merge --> append --> appended: acknowledge and answer
 *                                                    \--> stale: take everything out of the index, catch up, judge again
 *
 * Stale means that one of the clients wrote through another server meanwhile. Then the frames of such clients go last,
 * in a turn of their own, so that no one else waits for them.
 */
import type { OwnedSpan, ScribeAppender, Stale } from '../store/append.ts';
import type { ScribeDocument } from './document.ts';
import type { Frame } from '../wire/frames.ts';
import { giveBack, judge, type Verdict, type Writer } from '../updates/judge.ts';
import { Merging } from '../updates/merge.ts';
import type { ScribeSocket } from '../wire/socket.ts';

const MOST_IN_A_TURN = 512;
/** A large entry costs its readers more than its parts would. */
const MOST_BYTES_IN_A_TURN = 16 * 1024;
const MOST_CLIENTS_IN_A_TURN = 1024;
/** What is refused adds no bytes, and judging it may cost as much: everyone else's answers wait meanwhile. */
const JUDGES_FOR_MS = 4;

/** A frame that waits for its turn; with what became of it. */
export interface Waiting {
  readonly socket: ScribeSocket;
  readonly frame: Frame | { readonly kind: 'hello' };
  verdict: Verdict | null;
}

export interface TurnParts {
  readonly room: string;
  readonly document: ScribeDocument;
  readonly appender: ScribeAppender;
  readonly writer: (socket: ScribeSocket) => Writer;
}

export class Turns {
  readonly #nowMs: () => number;
  #waiting: Waiting[] = [];
  #most = MOST_IN_A_TURN;

  constructor(nowMs = (): number => performance.now()) {
    this.#nowMs = nowMs;
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0;
  }

  add(socket: ScribeSocket, frame: Waiting['frame']): void {
    this.#waiting.push({ socket, frame, verdict: null });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** What may be answered now. Rejects when it is not known whether the log has taken it. */
  async take(parts: TurnParts): Promise<readonly Waiting[]> {
    const merging = new Merging();
    const turn = this.#judge(parts, merging);
    if (merging.isEmpty) return turn;
    const update = merging.encode();
    const appended = await parts.appender.append(parts.room, update, ownedSpans(parts.document, merging), {
      spent: spentIn(turn),
      document: parts.document.identity,
    });
    if (appended.kind === 'appended') {
      parts.document.learnSpent(appended.spent);
      parts.document.arrive({
        sequence: appended.sequence,
        atMs: appended.atMs,
        update,
        author: authorOf(turn),
        isOwn: true,
      });
      return turn;
    }
    await this.#startAgain(parts.document, turn, appended);
    return [];
  }

  #judge({ document, writer }: TurnParts, merging: Merging): Waiting[] {
    let count = 0;
    const endMs = this.#nowMs() + JUDGES_FOR_MS;
    const isRoomy = (): boolean => merging.bytes < MOST_BYTES_IN_A_TURN && merging.clientCount < MOST_CLIENTS_IN_A_TURN;
    while (count < this.#waiting.length && count < this.#most && isRoomy() && (count === 0 || this.#nowMs() < endMs)) {
      const each = this.#waiting[count] as Waiting;
      count += 1;
      if (each.frame.kind !== 'write') continue;
      each.verdict = judge(document.index, each.frame.update, writer(each.socket));
      if (each.verdict.kind === 'new') merging.add(each.verdict.pieces, each.verdict.deletions);
    }
    this.#most = MOST_IN_A_TURN;
    if (count === this.#waiting.length) {
      const turn = this.#waiting;
      this.#waiting = [];
      return turn;
    }
    return this.#waiting.splice(0, count);
  }

  async #startAgain(document: ScribeDocument, turn: Waiting[], { head, clients }: Stale): Promise<void> {
    for (const { verdict } of turn.toReversed()) if (verdict?.kind === 'new') giveBack(document.index, verdict);
    const hasNewOwners = document.learnOwners(clients);
    if (head <= document.ring.sequence && !hasNewOwners) throw new Error('the log and what is known of it here part');
    await document.catchUp();
    const stalling = new Set(turn.filter(({ verdict }) => writesWith(verdict, clients)).map(({ socket }) => socket));
    const [others, stallers] = [
      turn.filter(({ socket }) => !stalling.has(socket)),
      turn.filter(({ socket }) => stalling.has(socket)),
    ];
    this.#waiting = [...others, ...stallers, ...this.#waiting];
    if (others.length > 0) this.#most = others.length;
  }
}

function writesWith(verdict: Verdict | null, clients: ReadonlyMap<number, string>): boolean {
  return verdict?.kind === 'new' && verdict.pieces.some(({ client }) => clients.has(client));
}

function ownedSpans(document: ScribeDocument, merging: Merging): OwnedSpan[] {
  return merging.spans().map((span) => ({ ...span, person: document.index.ownerOf(span.client) ?? '' }));
}

/** Also a deletion leaves an entry for ever. */
const BYTES_OF_A_WRITE = 16,
  BYTES_OF_A_DELETION = 8;

function spentIn(turn: readonly Waiting[]): ReadonlyMap<string, number> {
  const spent = new Map<string, number>();
  for (const {
    socket: {
      visitor: { person },
    },
    verdict,
  } of turn) {
    if (verdict?.kind !== 'new') continue;
    const bytes = verdict.pieces.reduce(
      (sum, { start, end }) => sum + end - start,
      BYTES_OF_A_WRITE + verdict.deletions.length * BYTES_OF_A_DELETION,
    );
    spent.set(person, (spent.get(person) ?? 0) + bytes);
  }
  return spent;
}

/** The only one that wrote something new in this turn. */
function authorOf(turn: readonly Waiting[]): ScribeSocket | null {
  let author: ScribeSocket | null = null;
  for (const { socket, verdict } of turn) {
    if (verdict?.kind !== 'new' || socket === author) continue;
    if (author !== null) return null;
    author = socket;
  }
  return author;
}
