/**
 * Addresses of links in Markdown. Any program may write any link; an address that a reader's browser would run is not
 * exported as a link.
 */
import { textOf } from './written-nodes.ts';

const SCHEMES: ReadonlySet<string> = new Set([
  'http',
  'https',
  'ftp',
  'ftps',
  'mailto',
  'tel',
  'callto',
  'sms',
  'xmpp',
]);

/**
 * An address within this site, or with a scheme that only navigates. Browsers skip spaces before and within the scheme.
 */
export function isHarmless(href: unknown): boolean {
  if (typeof href !== 'string' || href === '') return false;
  const [, scheme] = /^([^/?#:]*):/.exec(href.replace(/[\s\p{C}]/gu, '')) ?? [];
  return scheme === undefined || SCHEMES.has(scheme.toLowerCase());
}

type Attributes = Readonly<Record<string, unknown>>;

/** A link whose text is its address is written once. */
export const isItsOwnAddress = ({ href, title }: Attributes, text: string): boolean =>
  href === text && textOf(title) === '' && /^[a-z][a-z0-9+.-]{1,31}:[^\s\p{C}<>]*$/iu.test(text);

/** Address and title, as between the parentheses of a link. */
export function addressOf({ href, title }: Attributes): string {
  const address = textOf(href);
  const written = /^[^\s\p{C}<>()\\&]+$/u.test(address) ? address : `<${quoted(address, /[<>\\]/g)}>`;
  return textOf(title) === '' ? written : `${written} "${quoted(textOf(title), /["\\]/g)}"`;
}

function quoted(text: string, special: RegExp): string {
  const escaped = sound(text)
    .replace(special, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&');
  return escaped.replace(/[\t\n\f\r]/g, encoded);
}

/** Unpaired surrogates, NUL and noncharacters are not allowed in Markdown. */
export const sound = (text: string): string => text.replace(/\p{Cs}|\0|\p{Noncharacter_Code_Point}/gu, '\ufffd');

/** A numeric character reference, which no reader takes for syntax. */
export const encoded = (char: string): string => `&#x${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()};`;
