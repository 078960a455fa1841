/**
 * Within what the numbers of the workspace's policy make sense: each has a least and a most, and of two that follow one
 * another the later one is not sooner. A single room may be declared with others, for a drill or a test.
 */
import type { Policy } from './words.ts';

export type PolicyTime = Exclude<keyof Policy, 'firstCommand'>;

export interface Bounds {
  readonly label: string;
  /** In seconds. */
  readonly least: number;
  readonly most: number;
}

export const POLICY_TIMES: Readonly<Record<PolicyTime, Bounds>> = {
  offerSeconds: { label: 'Offer of command', least: 60, most: 1800 },
  deputyAfterSeconds: { label: 'Deputy may assume', least: 30, most: 1800 },
  anyoneAfterSeconds: { label: 'Anyone may assume', least: 60, most: 3600 },
  challengeSeconds: { label: 'Is there a commander?', least: 30, most: 900 },
  provisionalChallengeSeconds: { label: 'The same, unconfirmed', least: 10, most: 900 },
  graceSeconds: { label: 'Before asking again', least: 60, most: 3600 },
  firstUpdateSeconds: { label: 'First update', least: 60, most: 3600 },
  acknowledgeSeconds: { label: 'Task unacknowledged', least: 30, most: 1800 },
  objectionSeconds: { label: 'Strong objections', least: 10, most: 600 },
  commandHourSeconds: { label: 'Hour in command', least: 1800, most: 7200 },
};

/** The first is never longer than the second: the deputy goes first, and an unconfirmed commander gets less time. */
const ORDERS = [
  ['deputyAfterSeconds', 'anyoneAfterSeconds'],
  ['provisionalChallengeSeconds', 'challengeSeconds'],
] as const satisfies ReadonlyArray<readonly [PolicyTime, PolicyTime]>;

export type PolicyProblem =
  | ({ readonly kind: 'bounds'; readonly of: PolicyTime } & Bounds)
  | { readonly kind: 'order'; readonly of: PolicyTime; readonly first: string; readonly later: string };

/** What doesn't make sense of these numbers, all of it. */
export function policyProblems(policy: Policy): readonly PolicyProblem[] {
  const bounds = (Object.keys(POLICY_TIMES) as PolicyTime[]).flatMap((of): PolicyProblem[] => {
    const { least, most } = POLICY_TIMES[of];
    return policy[of] < least || policy[of] > most ? [{ kind: 'bounds', of, ...POLICY_TIMES[of] }] : [];
  });
  const orders = ORDERS.flatMap(([first, later]): PolicyProblem[] =>
    policy[first] > policy[later]
      ? [{ kind: 'order', of: later, first: POLICY_TIMES[first].label, later: POLICY_TIMES[later].label }]
      : [],
  );
  return [...bounds, ...orders];
}
