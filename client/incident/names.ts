/** The incident's words as the screen writes them. */
import type { Severity, Status } from '../../shared/incident/words.ts';

export const STATUSES: readonly Status[] = ['investigating', 'identified', 'mitigated', 'monitoring', 'resolved'];
export const SEVERITIES: readonly Severity[] = [1, 2, 3, 4];

/** Samples differ from the current value, so that the domain's answer is about the person and not about the value. */
export const anotherSeverity = (now: Severity): Severity => (now === 1 ? 2 : 1);
export const anotherStatus = (now: Status): Status => (now === 'identified' ? 'mitigated' : 'identified');

export const STATUS_NAMES: Readonly<Record<Status, string>> = {
  investigating: 'Investigating',
  identified: 'Identified',
  mitigated: 'Mitigated',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
};

export const STATUS_MEANS: Readonly<Record<Status, string>> = {
  investigating: 'We don’t know the cause yet.',
  identified: 'We know the cause and are working on a fix.',
  mitigated: 'Customer impact has stopped. The cause may remain.',
  monitoring: 'It looks fixed. We’re watching to confirm.',
  resolved: 'It’s fixed. Next is the review.',
};

export const SEVERITY_MEANS: Readonly<Record<Severity, string>> = {
  1: 'Most customers affected, or data or money at risk.',
  2: 'Many customers affected, or a core feature is down.',
  3: 'Some customers affected, or there is a workaround.',
  4: 'No customer impact yet.',
};

export const NOW_FIELDS = ['impact', 'known', 'plan'] as const;
/** Where a criterion that is not added yet is kept. */
export const CRITERION = 'criterion';
export type NowName = (typeof NOW_FIELDS)[number];

export const NOW_NAMES: Readonly<Record<NowName, string>> = { impact: 'Impact', known: 'We know', plan: 'Plan' };
/** What a good entry looks like, for someone who writes it for the first time. */
export const NOW_HINTS: Readonly<Record<NowName, string>> = {
  impact: 'Who’s affected and how much: “EU card payments fail, 40 %”.',
  known: 'Facts only: “Started with deploy 812”.',
  plan: 'What’s next and who’s doing it: “Roll back 812, then drain eu-1”.',
};
