/**
 * The files of a project that take longest start first, so that none of them runs alone at the end while the other
 * worker has nothing to do. By itself a fresh clone starts with the largest files, and those are not the slowest.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** More than twenty seconds on two cores, the longest first. */
const LONG = [
  'server/scribe-fuzz.spec.ts',
  'server/access-passwords.spec.ts',
  'server/convergence-desk.spec.ts',
  'server/presence.spec.ts',
  'server/store-writes.spec.ts',
  'server/demo.spec.ts',
  'server/scribe-hostile.spec.ts',
  'browser/desk-talk.spec.ts',
  'browser/desk-tasks.spec.ts',
  'browser/doctrine.spec.ts',
  'browser/lobby-live.spec.ts',
  'browser/desk-seldom.spec.ts',
  'browser/desk-command.spec.ts',
  'browser/desk-return.spec.ts',
  'browser/restore.spec.ts',
  'browser/desk-screen.spec.ts',
  'browser/conversion.spec.ts',
  'browser/command.spec.ts',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONG.findIndex((name) => moduleId.endsWith(name));
      return at === -1 ? LONG.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}
