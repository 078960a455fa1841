/** An answer as its asker reads it: who, how, and by when if it is still to come. */
import type { AsksEvent } from '../../shared/asks/words.ts';

type Answered = Extract<AsksEvent, { type: 'asks.answered' }>['data'];

interface Reader {
  readonly name: (person: string) => string;
  readonly clock: (at: string) => string;
}

export function answerInWords({ by, how, text, to, answerBy }: Answered, { name, clock }: Reader): string {
  const when = answerBy === undefined ? 'later' : `by ${clock(answerBy)}`;
  const says = {
    now: `${name(by)} answers`,
    no: `${name(by)} says no`,
    later: `${name(by)} answers you ${when}`,
    handed: `${name(by)} handed your question to ${name(to ?? by)}, who answers ${when}`,
  }[how];
  return text === undefined ? `${says}.` : `${says}: ${text}`;
}
