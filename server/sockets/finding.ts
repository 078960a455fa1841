/**
 * Finding words in a room's whole log, which is read backwards in steps until enough is found; between two steps
 * everyone else has their turn.
 */
import { finderIn, type FoundLine } from '../../shared/finding.ts';
import type { FindAnswer } from '../../shared/protocol.ts';
import type { RoomState } from '../../shared/room.ts';
import type { Hosted } from '../rooms/hosting.ts';
import { newest } from './pages.ts';

const MOST_FOUND = 50;
const STEP = { commits: 256, bytes: 512 * 1024 };

/** `read` is told the bytes of each step: what is looked through is charged like what is answered. */
export async function findIn(
  hosted: Hosted<RoomState>,
  typed: string,
  read: (bytes: number) => void,
): Promise<FindAnswer> {
  const found: FoundLine[] = [];
  const linesIn = finderIn(hosted.folded.state, typed);
  for (let before = hosted.folded.position.version + 1; before > 1;) {
    const page = await newest(hosted, before, STEP);
    if (page.length === 0) break;
    read(JSON.stringify(page).length);
    found.push(...page.toReversed().flatMap(linesIn));
    if (found.length > MOST_FOUND) return { ok: true, found: found.slice(0, MOST_FOUND), more: true };
    before = page[0]?.version ?? 0;
    await new Promise((resolve) => void setImmediate(resolve));
  }
  return { ok: true, found, more: false };
}
