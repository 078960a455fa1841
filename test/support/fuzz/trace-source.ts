/**
 * A long editing session, key by key: the position, how many characters were deleted, which were inserted. The well-
 * known one is the automerge-perf trace (Martin Kleppmann, CC BY 4.0: 259,778 edits of a paper), used when
 * EDITING_TRACE names its file (JSON, or the module editing-trace.js). No package contains it, so without the file a
 * similar one is generated: as many edits, the same share of deletions, runs and jumps.
 */
import { readFileSync } from 'node:fs';
import { Chance } from './chance.ts';

export type Edit = readonly [position: number, deleted: number, inserted?: string];

export interface Trace {
  readonly edits: readonly Edit[];
  readonly finalText: string;
  readonly origin: 'recorded' | 'made';
}

const EDITS = 259_778,
  LEFT = 104_852;
/**
 * Measured on the recorded one: half of the runs have 4 keys or fewer, one in ten 59 or more; half of them begin
 * elsewhere.
 */
const JUMPS = 0.4,
  FAR = 0.07,
  NEAR = 90;
const LETTERS = "     eeeetttaaaiiooonnnsssrrhhlldmcupfgwybv.,\\{}\n-'".split('');

export function editingTrace(): Trace {
  const file = process.env['EDITING_TRACE'];
  return file === undefined || file === '' ? madeTrace(EDITS) : recordedTrace(readFileSync(file, 'utf8'));
}

/** The text after the first edits. */
export function textAfter(edits: readonly Edit[], count = edits.length): string {
  const letters: string[] = [];
  for (const [position, deleted, inserted] of edits.slice(0, count))
    letters.splice(position, deleted, ...(inserted ?? '').split(''));
  return letters.join('');
}

function recordedTrace(text: string): Trace {
  const { edits, finalText } = text.startsWith('{') ? (JSON.parse(text) as Trace) : parsedModule(text);
  return { edits, finalText, origin: 'recorded' };
}

/** `const edits = [...]`, one edit a line, and `const finalText = "..."`: parsed, not executed. */
function parsedModule(text: string): Pick<Trace, 'edits' | 'finalText'> {
  const [, edits = '[]'] = /const edits = (\[[\s\S]*?\n\])/.exec(text) ?? [];
  const [, finalText = '""'] = /const finalText = (".*")/.exec(text) ?? [];
  return { edits: JSON.parse(edits.replace(/,(\s*\])$/, '$1')) as Edit[], finalText: JSON.parse(finalText) as string };
}

/** The generated trace, the same each time. */
export function madeTrace(count: number): Trace {
  const chance = new Chance(20_160_412);
  const edits: Edit[] = [];
  let length = 0,
    at = 0;
  while (edits.length < count) {
    if (chance.happens(JUMPS)) at = jumped(at, length, chance);
    const wants = (edits.length / EDITS) * LEFT;
    const erases = length > 100 && chance.happens(length > wants ? 0.7 : 0.36);
    for (let left = Math.min(runLength(chance, erases), count - edits.length); left > 0; left -= 1) {
      if (!erases) edits.push([at++, 0, chance.pick(LETTERS)]);
      else if (at > 0) edits.push([(at -= 1), 1]);
      else break;
      length += erases ? -1 : 1;
    }
  }
  return { edits, finalText: textAfter(edits), origin: 'made' };
}

function runLength(chance: Chance, erases: boolean): number {
  if (chance.happens(0.5)) return 1 + chance.below(4);
  return 1 + chance.below(erases || chance.happens(0.7) ? 30 : 180);
}

function jumped(at: number, length: number, chance: Chance): number {
  if (chance.happens(FAR)) return chance.below(length + 1);
  return Math.min(length, Math.max(0, at + chance.below(2 * NEAR) - NEAR));
}
