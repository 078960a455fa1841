/**
 * What the clock says about a long command, as the log tells it. Plain and without blame: it is a question, and the answer is theirs.
 */
import type { Sentences } from '../decider.ts';
import type { FatigueEvent, FatigueStep } from './words.ts';

const ASKED: Readonly<Record<FatigueStep, string>> = {
  one: 'Still clear?',
  two: 'Who relieves them?',
  three: 'The deputy is told: plan the handoff.',
  eight: 'Everybody here is told: somebody relieve them.',
};

const NO_DEPUTY = 'Nobody is deputy: name one, and plan the handoff.';

export const sentences: Sentences<FatigueEvent> = {
  'fatigue.prompted': ({ holder, step, seconds, to }, name) =>
    `${name(holder)} has been in command for ${duration(seconds)} in a row. ${step === 'three' && to.length < 2 ? NO_DEPUTY : ASKED[step]}`,
};

function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min`
    : [`${Math.floor(minutes / 60)} h`, ...(minutes % 60 === 0 ? [] : [`${minutes % 60} min`])].join(' ');
}
