/** Texts cut between the characters that people see: an emoji that is joined of several, or a letter with marks, is one. */
const SEEN = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export const firstSeen = (text: string): string => SEEN.segment(text).containing(0)?.segment ?? '';

/** As much of the beginning as fits into so many characters (UTF-16 units). */
export function beginningOf(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, SEEN.segment(text.slice(0, most + 200)).containing(most)?.index);
}

/** As much of the end as fits. */
export function endOf(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = SEEN.segment(text).containing(text.length - most);
  if (cut === undefined) return '';
  return text.slice(cut.index === text.length - most ? cut.index : cut.index + cut.segment.length);
}
