/**
 * What a page does to get its person's attention: sounds, announcements, the number in the tab's title, the dot on its
 * icon. Recording begins with the next page that they open.
 */
import type { Person } from './browser.ts';

export interface Heard {
  /** In hertz, in the order in which they began. */
  readonly sounds: readonly number[];
  readonly spoken: readonly string[];
  /** The number of things owed in the tab's title; empty: none. */
  readonly number: string;
  readonly dot: boolean;
  /** The lines of "Needs you". */
  readonly owed: readonly string[];
}

/** The two notes of the sound for "asked of you". */
export const ASKED = [660, 880];

export async function listens({ context }: Person): Promise<void> {
  await context.addInitScript(() => {
    const [sounds, spoken]: [number[], string[]] = [[], []];
    Object.assign(window, { sounds, spoken });
    window.AudioContext = class extends AudioContext {
      override createOscillator(): OscillatorNode {
        const tone = super.createOscillator();
        // The pitch is set right after the oscillator is made.
        queueMicrotask(() => sounds.push(Math.round(tone.frequency.value)));
        return tone;
      }
    };
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const announcer = (target instanceof Element ? target : target.parentElement)?.closest(
          '.visually-hidden[aria-live]',
        );
        const words = announcer?.textContent ?? '';
        if (words !== '' && spoken.at(-1) !== words) spoken.push(words);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

export async function heard({ page }: Person): Promise<Heard> {
  return page.evaluate(() => {
    const { sounds, spoken } = window as unknown as { sounds: number[]; spoken: string[] };
    return {
      sounds: [...sounds],
      spoken: [...spoken],
      number: /^\((\d+)\)/.exec(document.title)?.[1] ?? '',
      dot: document.querySelector<HTMLLinkElement>("link[rel='icon']")?.href.includes('owed') === true,
      owed: [...document.querySelectorAll("section[aria-label='Needs you'] li")].map((line) => line.textContent ?? ''),
    };
  });
}

/** Waits until these are the last notes that sounded. */
export async function hears({ page }: Person, notes: readonly number[]): Promise<void> {
  await page.waitForFunction(
    (wanted) => (window as unknown as { sounds: number[] }).sounds.slice(-wanted.length).join() === wanted.join(),
    notes,
  );
}

/** Waits until something like it was announced. */
export async function isTold({ page }: Person, words: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => (window as unknown as { spoken: string[] }).spoken.some((each) => each.includes(wanted)),
    words,
  );
}

/** As after ten quiet minutes: no sound lately, and none remembered. */
export async function forgets({ page }: Person): Promise<void> {
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage))
      if (/^watchfloor\.of\..*\.rung$/.test(key)) localStorage.removeItem(key);
    const { sounds, spoken } = window as unknown as { sounds: number[]; spoken: string[] };
    [sounds.length, spoken.length] = [0, 0];
  });
}
