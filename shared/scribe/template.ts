/**
 * The headings with which a room's document opens, unless an administrator of the workspace chose others: facts first,
 * so that the next reader does not try again what was tried. A document keeps the template that it began with.
 */
export const DEFAULT_HEADINGS: readonly string[] = ['What we know', 'What we tried', 'Ruled out'];
/** No one fills in more than this at 3 a.m. */
export const MOST_HEADINGS = 12;
export const MOST_HEADING_CHARACTERS = 80;
