/**
 * Recorded words stay valid: each release leaves one recorded log here, with the room it folded to, and every later
 * version must still fold it to that room. A record is the commits of a demo, one a line, and the folded room beside
 * them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { flaw, genesis, positionOf } from '../../server/log/chain.ts';
import type { Commit } from '../../shared/envelope.ts';
import { evolve, initial } from '../../shared/room.ts';

const FOLDER = join(import.meta.dirname, '../logs');
const recorded = readdirSync(FOLDER).filter((file) => file.endsWith('.jsonl'));

it.each(recorded)('LW40 the log recorded in %s folds to its recorded room, and its chain holds', (file) => {
  const commits = readFileSync(join(FOLDER, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Commit);
  const kept = JSON.parse(readFileSync(join(FOLDER, file.replace('.jsonl', '.room.json')), 'utf8')) as {
    id: string;
    room: unknown;
  };
  commits.reduce((head, commit) => {
    expect(flaw(head, commit), `version ${commit.version}`).toBeNull();
    return positionOf(commit);
  }, genesis(kept.id));
  const room = commits.reduce((state, commit) => evolve(state, commit), initial);
  // A newer version may add to an old room, but must keep everything that was in it.
  expect(JSON.parse(JSON.stringify(room))).toMatchObject(kept.room as object);
});
