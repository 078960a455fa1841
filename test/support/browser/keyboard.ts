/**
 * A person who uses the keyboard alone: a single key, the palette, or F6, Tab and the arrows from control to control.
 * What can't be reached that way fails the journey. Keys are pressed only once the page is ready: a dialog takes the
 * focus a frame after it appears, and one's own room may be behind what others already see.
 */
import type { Locator } from 'playwright-core';
import { sees, seesNoMore, type Person } from './browser.ts';

const ready = ':not([aria-disabled="true"])';
const MOST_REGIONS = 20;
/** No one tabs further than this to one button; there are F6 and keys for that. */
const MOST_STOPS = 120;

/** Moves the focus to it, from anywhere; in a group of radio buttons, to the one that has the group's tab stop. */
export async function reaches(person: Person, control: Locator): Promise<void> {
  await sees(control);
  if (await isThere(control)) return;
  await toItsRegion(person, control);
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await person.page.keyboard.press('Tab');
    if (await isThere(control)) return;
  }
  throw new Error(`Tab does not come to ${String(control)}`);
}

/** And still has it a frame later, because a dialog that opens may move the focus. */
const isThere = (control: Locator): Promise<boolean> =>
  control.first().evaluate(async (element) => {
    const has = (): boolean => {
      const here = document.activeElement;
      const radios =
        element instanceof HTMLInputElement && here instanceof HTMLInputElement && element.type === 'radio';
      return element === here || (radios && element.name === here.name);
    };
    if (has()) await new Promise(requestAnimationFrame);
    return has();
  });

/** To the last region that begins before it. In a dialog Tab wraps around; the lobby has no regions. */
async function toItsRegion({ page }: Person, control: Locator): Promise<void> {
  for (let regions = 0; regions < MOST_REGIONS; regions += 1) {
    const there = await control.first().evaluate((element) => {
      const begins = (region: HTMLElement): boolean =>
        region.checkVisibility() && (region.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
      const region = [...document.querySelectorAll<HTMLElement>('[data-region]')].findLast(begins);
      return element.closest('[role="dialog"]') !== null || region === undefined || region === document.activeElement;
    });
    if (there) return;
    await page.keyboard.press('F6');
  }
  throw new Error(`F6 does not come to the region of ${String(control)}`);
}

/** Moves the focus to it and presses it, once the domain allows it. */
export async function presses(person: Person, control: Locator): Promise<void> {
  await reaches(person, control);
  await sees(control.first().and(person.page.locator(ready)));
  await person.page.keyboard.press('Enter');
}

/** A checkbox by Space; a radio button by the arrows, the shorter way round its group. */
export async function chooses(person: Person, choice: Locator): Promise<void> {
  await reaches(person, choice);
  for (let stops = 0; stops < MOST_STOPS && !(await choice.isChecked()); stops += 1)
    await person.page.keyboard.press(await keyTowards(choice));
  await sees(choice.and(person.page.locator(':checked')));
}

const keyTowards = (choice: Locator): Promise<string> =>
  choice.evaluate((element: HTMLInputElement) => {
    if (element === document.activeElement) return 'Space';
    const group = [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')].filter(
      ({ name }) => name === element.name,
    );
    const ahead = group.indexOf(element) - group.findIndex((radio) => radio === document.activeElement);
    return ((ahead + group.length) % group.length) * 2 <= group.length ? 'ArrowDown' : 'ArrowUp';
  });

/** Replaces the field's text. */
export async function writes(person: Person, field: Locator, words: string): Promise<void> {
  await reaches(person, field);
  await person.page.keyboard.press('Control+A');
  await person.page.keyboard.type(words);
}

const palette = ({ page }: Person): Locator => page.getByRole('combobox', { name: 'What do you want to do?' });

/** Opens the palette and types; resolves with the entry that Enter would run. */
export async function seeks(person: Person, words: string, action: string): Promise<Locator> {
  await person.page.keyboard.press('Control+k');
  await sees(palette(person).and(person.page.locator(':focus')));
  await person.page.keyboard.type(words);
  const entry = person.page.getByRole('option', { selected: true }).filter({ hasText: action });
  await sees(entry);
  return entry;
}

/** Finds an action by typing a part of its name, and runs it once the domain allows it: the palette has closed then. */
export async function does(person: Person, words: string, action: string): Promise<void> {
  const entry = await seeks(person, words, action);
  await sees(entry.and(person.page.locator(ready)));
  await person.page.keyboard.press('Enter');
  await seesNoMore(palette(person));
  await person.page.evaluate(() => new Promise((done) => setTimeout(done)));
}

/** Waits until the window is there and has the focus. */
export async function isIn({ page }: Person, title: string | RegExp): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: title });
  await sees(dialog.and(page.locator(':focus-within')));
  return dialog;
}

/** Opens a dialog by its keys; "g o" is two keys in a row. */
export async function opens(person: Person, keys: string, title: string | RegExp): Promise<Locator> {
  for (const key of keys.split(' ')) await person.page.keyboard.press(key);
  return isIn(person, title);
}

/** Presses Esc and waits until the dialog has closed. */
export async function closes(person: Person): Promise<void> {
  await person.page.keyboard.press('Escape');
  await seesNoMore(person.page.getByRole('dialog'));
}

/** Types where the focus is in the open dialog, and sends it with the keys that send any dialog. */
export async function sends(person: Person, words = '', keys = 'Control+Enter'): Promise<void> {
  const dialog = await isIn(person, /./);
  await person.page.keyboard.type(words);
  await sees(dialog.locator('[data-actions] button').last().and(person.page.locator(ready)));
  await person.page.keyboard.press(keys);
  await seesNoMore(dialog);
}
