/**
 * What the clock says about a long command, as the log tells it. Plain and without blame: it is a question, and the
 * answer is theirs.
 */
import type { Sentences } from '../decider.ts';
import type { FatigueEvent, FatigueStep } from './words.ts';

const ASKED: Readonly<Record<FatigueStep, string>> = {
  one: 'Still OK to continue?',
  two: 'Who can relieve them?',
  three: 'Deputy notified: plan the handoff.',
  eight: 'Everyone here is notified: someone needs to take over.',
};

const NO_DEPUTY = 'There’s no deputy: name one and plan the handoff.';

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
