/** An answer as the person who asked reads it: who, how, and by when if it is still to come. */
import { isolated } from '../../shared/isolated.ts';
import type { AsksEvent } from '../../shared/asks/words.ts';

type Answered = Extract<AsksEvent, { type: 'asks.answered' }>['data'];

interface Reader {
  readonly name: (person: string) => string;
  readonly clock: (at: string) => string;
}

export function answerInWords({ by, how, text, to, answerBy }: Answered, { name, clock }: Reader): string {
  const when = answerBy === undefined ? 'later' : `by ${clock(answerBy)}`;
  const says = {
    now: `${name(by)} answered`,
    no: `${name(by)} said no`,
    later: `${name(by)} will answer ${when}`,
    handed: `${name(by)} forwarded your question to ${name(to ?? by)}, answer ${when}`,
  }[how];
  return text === undefined ? `${says}.` : `${says}: ${isolated(text)}`;
}
