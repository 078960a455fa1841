/**
 * The timebox in a plain sentence: "... 5m", "... in 20 minutes", "1h: ...". Only where it can be meant as one, at the
 * end or at the beginning: "the last 5 minutes" and "a timeout of 30 s" are what the task is about. Pure.
 */

/** What is left of the sentence, and how many minutes were taken out of it. */
export interface Timed {
  readonly rest: string;
  readonly minutes: number | null;
}

const MINUTE =
  'minutes|minuten|minutos|minuti|minute|minuto|minuut|mins|min|m|минуты|минуту|минут|мин|хвилин|хв|دقائق|دقيقة|मिनट|分钟|分鐘|分間|分|분|นาที';
const HOUR =
  'hours|hour|hrs|hr|h|stunden|stunde|std|heures|heure|horas|hora|ore|ora|uur|часов|часа|час|ч|годин|год|ساعات|ساعة|घंटे|घंटा|小时|小時|時間|시간|ชั่วโมง';
const IN_WORDS: Readonly<Record<string, number>> = {
  'a quarter of an hour': 15,
  'a quarter hour': 15,
  'half an hour': 30,
  'half hour': 30,
  'an hour': 60,
  'one hour': 60,
  'two hours': 120,
  'a minute': 1,
  'five minutes': 5,
  'ten minutes': 10,
  'twenty minutes': 20,
};
const LEAD =
  'within the next|in the next|for the next|for about|in about|within|for|in|max|about|binnen|für|en|pour|por|за|на|через';
/** After one of these words a length of time is part of the work. */
const PART_OF_THE_WORK = new Set(
  'last past previous recent first every each than over under above below of to at by from until least most is are was equals exceeds per the letzten letzte dernières últimos ultimi последние'.split(
    ' ',
  ),
);

/** Scripts that write no spaces between words. */
export const UNSPACED = '[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Thai}]';
const NO_LETTER_BEFORE = `(?<![\\p{N}.,:=<>+/-])(?<!(?!${UNSPACED})\\p{L})`;
const AMOUNT = [
  `(?<hours>\\d{1,4}(?:[.,]\\d{1,2})?)\\s?(?:${HOUR})(?:\\s?(?<and>\\d{1,2})\\s?(?:${MINUTE})?)?`,
  `(?<minutes>\\d{1,5}(?:[.,]\\d{1,2})?)\\s?(?:${MINUTE})`,
  `(?<words>${Object.keys(IN_WORDS).join('|')})`,
].join('|');
const AT_END = new RegExp(
  `${NO_LETTER_BEFORE}(?:(?<lead>${LEAD})\\s)?(?:${AMOUNT})(?:以?内|之?内|內)?[\\s.,!?)\\]]*$`,
  'iu',
);
const AT_START = new RegExp(`^(?:(?<lead>${LEAD})\\s)?(?:${AMOUNT})(?=[\\s,:;–—-]|$)[\\s,:;–—-]*`, 'iu');

/**
 * No timebox is longer than this at the end of a sentence, so that a page of text costs no more to read than a line.
 */
const TAIL = 64;

export function timeAtEnd(text: string): Timed {
  const cut = Math.max(0, text.length - TAIL);
  const found = AT_END.exec(text.slice(cut));
  if (found === null) return { rest: text, minutes: null };
  const before = text.slice(0, cut + found.index).replace(/[\s,;:([–—-]+$/u, '');
  const word = before.slice(before.lastIndexOf(' ') + 1).toLowerCase();
  const named = found.groups?.['lead'] !== undefined;
  return !named && PART_OF_THE_WORK.has(word)
    ? { rest: text, minutes: null }
    : { rest: before, minutes: minutesOf(found.groups) };
}

export function timeAtStart(text: string): Timed {
  const found = AT_START.exec(text);
  return found === null
    ? { rest: text, minutes: null }
    : { rest: text.slice(found[0].length), minutes: minutesOf(found.groups) };
}

function minutesOf(groups: Readonly<Record<string, string | undefined>> = {}): number {
  const { hours, and, minutes, words } = groups;
  if (words !== undefined) return IN_WORDS[words.toLowerCase()] ?? 0;
  return Math.round(numberOf(hours) * 60 + numberOf(and) + numberOf(minutes));
}

const numberOf = (digits: string | undefined): number => Number((digits ?? '0').replace(',', '.'));

const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];

/** Arabic, Indic, Thai and wide digits as 0 to 9. */
export function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.normalize('NFKC').codePointAt(0) ?? 0;
    const zero = ZEROS.find((each) => code >= each && code <= each + 9);
    return zero === undefined ? digit.normalize('NFKC') : String(code - zero);
  });
}
