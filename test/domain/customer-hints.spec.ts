/** Hints for customer updates, by example: what is worth a second look, and what is not, so that hints are read. */
import { describe, expect, it } from 'vitest';
import { cautions } from '../../client/updates/cautions.ts';

const KINDS = { repair: 'promise of repair', host: 'host name', guess: 'guess', blame: 'blame' } as const;
type Kind = keyof typeof KINDS;

const HINTED: ReadonlyArray<readonly [Kind, string]> = [
  ['repair', 'ETA 30 minutes.'],
  ['repair', 'Payments will be fixed within 2 hours.'],
  ['repair', 'We expect to restore service by 14:00 UTC.'],
  ['repair', 'Service should be back shortly.'],
  ['repair', 'Back in 30 minutes.'],
  ['repair', 'We’ll resolve this soon.'],
  ['repair', 'Checkout is going to be up and running before noon.'],
  ['repair', 'Next update in 30 minutes, by then payments should be back to normal.'],
  ['repair', 'A fix within an hour.'],
  ['host', 'The failure began on db-7.'],
  ['host', 'web01 returned errors.'],
  ['host', 'Traffic moved from eu-1 to another region.'],
  ['host', 'The host pay-prod-db-12 is being replaced.'],
  ['host', 'checkout.svc.cluster.local does not answer.'],
  ['host', '10.0.3.17 is unreachable.'],
  ['guess', 'This is probably a network problem.'],
  ['guess', 'We think a deploy caused it.'],
  ['guess', 'It might be caused by a deploy.'],
  ['guess', 'The database seems to be overloaded.'],
  ['blame', 'This was the fault of our network team.'],
  ['blame', 'The outage was caused by our payment provider.'],
  ['blame', 'It was human error.'],
  ['blame', 'An engineer deleted the table.'],
];

const FINE: readonly string[] = [
  'Next update in 30 minutes.',
  'The next update comes by 15:00 UTC.',
  'We expect to have news within the hour.',
  'We expect to have more information in 20 minutes.',
  'We will post an update at 14:30 UTC.',
  'We’ll let you know in an hour.',
  'We will be back with news at 15:00.',
  'We will update you on the restoration in 30 minutes.',
  'We are working on a fix. Next update in 30 minutes.',
  'Some payments failed between 14:00 and 14:20 UTC.',
  'Service was restored at 14:05 UTC.',
  'The problem was fixed 20 minutes ago.',
  'Payments have been working again since 14:05.',
  'The problem is not fixed yet.',
  'We rolled back the change and error rates fell from 40 % to 2 %.',
  'Card payments fail for about 1 in 3 customers in the EU.',
  'Customers will not be charged twice.',
  'This affects SEV1 customers on iOS 17 and Windows 11.',
  'TLS 1.3, IPv6 and OAuth2 sign-ins are not affected.',
  'Version 2.14.0 and v3 of the API work.',
  'It is unlikely that data was lost.',
  'By default, orders are kept. The design is fault-tolerant.',
  'This is not your fault.',
  'You may be asked to sign in again.',
  'Invoices for Q3 and COVID-19 test results load slowly.',
];

describe('hints for customer updates', () => {
  it.each(HINTED)('UP32 a promise of repair, a host name, a guess or blame is hinted at: %s, %s', (kind, text) => {
    expect(cautions(text).map((says) => says.includes(KINDS[kind]))).toEqual([true]);
  });

  it.each(FINE)('UP33 nothing is hinted at: %s', (text) => {
    expect(cautions(text)).toEqual([]);
  });
});
