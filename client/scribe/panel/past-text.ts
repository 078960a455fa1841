/**
 * The document's text from the server, now or as it was, and what of it cannot be read; for what shows it without an
 * editor.
 */
import { asMe } from '../../session/me.ts';

export interface PastText {
  readonly text: string;
  /** From when on what was written cannot be read (ISO; null when that is not known); undefined: nothing is missing. */
  readonly missingSince: string | null | undefined;
}

/** A sentence where there is no answer. `at`: ISO; left out, now. */
export async function pastText(room: string, at?: string): Promise<PastText | string> {
  try {
    const response = await fetch(`/api/rooms/${room}/scribe?format=text${at === undefined ? '' : `&at=${at}`}`, {
      credentials: 'same-origin',
      headers: asMe(),
    });
    const text = await response.text();
    if (!response.ok) return sentenceOf(text);
    const damage = response.headers.get('watchfloor-damage');
    return {
      text: text.trim(),
      missingSince: damage === null ? undefined : (/written from (\S+) on/.exec(damage)?.[1] ?? null),
    };
  } catch {
    return 'The server can’t be reached. Check your network.';
  }
}

function sentenceOf(problem: string): string {
  try {
    return String((JSON.parse(problem) as { detail?: unknown }).detail);
  } catch {
    return 'The server’s answer couldn’t be read. Try again.';
  }
}
