/** The words of updates as the screen writes them, and the moments they count in. */
import type { Audience } from '../../shared/updates/words.ts';

export const AUDIENCES: readonly Audience[] = ['internal', 'external'];
export const AUDIENCE_NAMES: Readonly<Record<Audience, string>> = { internal: 'Internal', external: 'Customer' };
export const AUDIENCE_MEANS: Readonly<Record<Audience, string>> = {
  internal: 'For everyone in the company who’s waiting for news.',
  external: 'For customers. The commander approves it first.',
};

/** Minutes that are offered for the next update. */
export const PRESETS: readonly number[] = [15, 20, 30, 60];
export const MINUTE_MS = 60_000;
/** How long before a promise the header begins to count down in earnest. */
export const SOON_SECONDS = 300;
/** How long after it the room is told that it is overdue, and then that the reminders end. */
export const OVERDUE_SECONDS = 300;
export const SILENT_SECONDS = 600;
