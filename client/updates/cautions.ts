/** What to check in a customer update. Hints only: nothing here ever blocks anyone. */
const CAUTIONS: ReadonlyArray<{ readonly sign: RegExp; readonly says: string }> = [
  {
    sign: /\b(in|within|by) (about |around )?\d+ ?(min|minutes|h|hours?|o'clock)\b|\bETA\b/i,
    says: 'Sounds like an ETA. Say when the next update is instead.',
  },
  {
    sign: /\b[a-z]+-?[a-z]*\d+(\.[a-z0-9-]+)*\b(?<!sev\d)/i,
    says: 'Looks like a host name. Customers don’t know it.',
  },
  {
    sign: /\b(probably|perhaps|might be|we think|we believe|seems? to|maybe)\b/i,
    says: 'Sounds like a guess. Write what is known.',
  },
  {
    sign: /\b(fault|blame|mistake by|human error|caused by our (vendor|supplier|partner))\b/i,
    says: 'Sounds like blame. Write what happened, not who.',
  },
];

export function cautions(text: string): readonly string[] {
  return CAUTIONS.filter(({ sign }) => sign.test(text)).map(({ says }) => says);
}
