/** The incident's words as the screen writes them. */
import type { Severity, Status } from '../../shared/incident/words.ts';

export const STATUSES: readonly Status[] = ['investigating', 'identified', 'mitigated', 'monitoring', 'resolved'];
export const SEVERITIES: readonly Severity[] = [1, 2, 3, 4];

export const STATUS_NAMES: Readonly<Record<Status, string>> = {
  investigating: 'Investigating',
  identified: 'Identified',
  mitigated: 'Mitigated',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
};

export const STATUS_MEANS: Readonly<Record<Status, string>> = {
  investigating: 'We do not know the cause.',
  identified: 'We know the cause and are working on it.',
  mitigated: 'Customers are no longer hurt; the cause may still be there.',
  monitoring: 'It looks fixed; we watch whether it stays so.',
  resolved: 'It is over. What is left is the review.',
};

export const SEVERITY_MEANS: Readonly<Record<Severity, string>> = {
  1: 'Most customers are hurt, or data or money is at risk.',
  2: 'Many customers are hurt, or a main function is gone.',
  3: 'Some customers are hurt, or there is a way around.',
  4: 'No customer feels it yet.',
};

export const NOW_FIELDS = ['impact', 'known', 'plan'] as const;
export type NowName = (typeof NOW_FIELDS)[number];

export const NOW_NAMES: Readonly<Record<NowName, string>> = { impact: 'Impact', known: 'We know', plan: 'Plan' };
/** What good looks like, for whoever writes it the first time. */
export const NOW_HINTS: Readonly<Record<NowName, string>> = {
  impact: 'Who is hurt, and how much: “EU card payments fail, 40 %”.',
  known: 'Facts only: “Started with deploy 812”.',
  plan: 'What happens next, and who does it: “Roll back 812, then drain eu-1”.',
};
