/** What the beginning of a line makes of it, in chat and in the document alike: `TL ` an entry of the timeline, `TODO ` a follow-up. */

export interface Promoted {
  readonly kind: 'note' | 'follow-up' | 'plain';
  /** The words without that beginning. */
  readonly rest: string;
}

export function promoted(text: string): Promoted {
  const [, prefix, rest = ''] = /^(TL|TODO)\s+(\S.*)$/s.exec(text) ?? [];
  if (prefix === undefined) return { kind: 'plain', rest: text };
  return { kind: prefix === 'TL' ? 'note' : 'follow-up', rest };
}
