/** The policy in words: what each of its values means, in one sentence, in the order in which people need them. */
import { DEFAULT_POLICY } from '../../../shared/incident/policy.ts';
import { policyProblems, POLICY_TIMES, type PolicyTime } from '../../../shared/incident/policy-bounds.ts';
import { spanText } from '../../../shared/instants.ts';
import type { Policy } from '../../../shared/incident/words.ts';

export const FIRST_COMMAND: Readonly<
  Record<Policy['firstCommand'], { readonly label: string; readonly means: string }>
> = {
  declarer: { label: 'Declarer', means: 'The person who declares commands until they hand off.' },
  trained: {
    label: 'Trained people',
    means: 'The declarer commands until someone trained takes command, in one press, as long as it’s unconfirmed.',
  },
};

export const GROUPS: ReadonlyArray<{ readonly title: string; readonly times: readonly PolicyTime[] }> = [
  { title: 'Handing off and assuming command', times: ['offerSeconds', 'deputyAfterSeconds', 'anyoneAfterSeconds'] },
  {
    title: 'Is there a commander?',
    times: ['challengeSeconds', 'provisionalChallengeSeconds', 'graceSeconds'],
  },
  {
    title: 'Updates, tasks and decisions',
    times: ['firstUpdateSeconds', 'acknowledgeSeconds', 'objectionSeconds', 'commandHourSeconds'],
  },
];

export const MEANS: Readonly<Record<PolicyTime, string>> = {
  offerSeconds: 'How long an offer of command stays open. The giver has command until it’s accepted.',
  deputyAfterSeconds:
    'How long the commander is disconnected before the deputy may assume command, or anyone if no deputy is connected.',
  anyoneAfterSeconds: 'The same for any responder, while a deputy is connected.',
  challengeSeconds: 'How long the commander has to answer before others may assume command.',
  provisionalChallengeSeconds: 'The same for a commander who never confirmed that they have command.',
  graceSeconds: 'How long after an answer nobody may ask again.',
  firstUpdateSeconds: 'When the first internal update of a SEV1 or SEV2 is due.',
  acknowledgeSeconds: 'When the owner of a task is reminded to acknowledge it. After twice as long the deputy is told.',
  objectionSeconds: 'How long a proposal waits for strong objections. A go/no-go poll waits twice as long.',
  commandHourSeconds: 'What counts as an hour in command. The prompts to hand off come after 1, 2, 3 and 8 of them.',
};

export const boundsText = (of: PolicyTime): string => {
  const { least, most } = POLICY_TIMES[of];
  return `${spanText(least)} to ${spanText(most)} · default ${spanText(DEFAULT_POLICY[of])}`;
};

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };

/** "2 min 30 s", "90s", "1 h" in seconds; null for anything else, and for a number without its unit. */
export function spanIn(text: string): number | null {
  const words = text.trim().toLowerCase();
  if (!/^(\d+\s*(h|hours?|m|min|minutes?|s|sec|seconds?)\s*)+$/.test(words)) return null;
  return [...words.matchAll(/(\d+)\s*([hms])/g)].reduce(
    (sum, [, count = '0', unit = 's']) => sum + Number(count) * (UNITS[unit] ?? 1),
    0,
  );
}

/** What someone has written over the present values, still as text. */
export type Written = Readonly<Partial<Record<keyof Policy, string>>>;

export interface Wish {
  /** Only what would change. */
  readonly changes: Partial<Policy>;
  /** Why a value can't be saved, in a sentence beside it. */
  readonly problems: Readonly<Partial<Record<keyof Policy, string>>>;
}

export function wishOf(present: Policy, written: Written): Wish {
  const { firstCommand, ...times } = written;
  const read = Object.entries(times).map(([of, text]) => [of as PolicyTime, spanIn(text)] as const);
  const changes = Object.fromEntries([
    ...read.filter(([of, seconds]) => seconds !== null && seconds !== present[of]),
    ...(firstCommand === undefined || firstCommand === present.firstCommand ? [] : [['firstCommand', firstCommand]]),
  ]) as Partial<Policy>;
  const senseless = policyProblems({ ...present, ...changes }).map(
    (problem) =>
      [
        problem.of,
        problem.kind === 'bounds'
          ? `From ${spanText(problem.least)} to ${spanText(problem.most)}.`
          : `Can’t be shorter than “${problem.first}”.`,
      ] as const,
  );
  const unread = read.flatMap(([of, seconds]) =>
    seconds === null ? [[of, 'Write a number with its unit, like 5 min or 30 s.'] as const] : [],
  );
  return { changes, problems: Object.fromEntries([...senseless, ...unread]) };
}
