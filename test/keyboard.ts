/**
 * Hands that touch no mouse: what a person does with the keyboard alone, by a single key, by the palette, or by going from control
 * to control with Tab. A control that Tab does not come to fails the journey.
 */
import type { Locator } from 'playwright-core';
import { sees, seesNoMore, type Person } from './stage-browser.ts';

/** Further than this nobody goes to press one button; F6 and the keys are there. */
const MOST_TABS = 120;

/** Goes to a control with Tab, from wherever the focus is. */
export async function reaches({ page }: Person, control: Locator): Promise<void> {
  await sees(control);
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if (await control.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${String(control)}`);
}

/** Goes there and presses it. */
export async function presses(person: Person, control: Locator): Promise<void> {
  await reaches(person, control);
  await person.page.keyboard.press('Enter');
}

/** Opens the palette and types; resolves with the entry that Enter would take now. */
export async function seeks({ page }: Person, words: string, action: string): Promise<Locator> {
  await page.keyboard.press('Control+k');
  await sees(page.getByRole('combobox', { name: 'What do you want to do?' }));
  await page.keyboard.type(words);
  const entry = page.getByRole('option', { selected: true }).filter({ hasText: action });
  await sees(entry);
  return entry;
}

/** Finds an action by typing a part of it, and does it. */
export async function does(person: Person, words: string, action: string): Promise<void> {
  await seeks(person, words, action);
  await person.page.keyboard.press('Enter');
  await seesNoMore(person.page.getByRole('combobox', { name: 'What do you want to do?' }));
}

/** Opens a window by its keys and waits until it is there; "g o" is two keys in a row. */
export async function opens({ page }: Person, keys: string, title: string | RegExp): Promise<Locator> {
  for (const key of keys.split(' ')) await page.keyboard.press(key);
  const dialog = page.getByRole('dialog', { name: title });
  await sees(dialog);
  return dialog;
}

/** Writes where the focus is, and sends it with the keys that send everything. */
export async function sends({ page }: Person, words = ''): Promise<void> {
  await page.keyboard.type(words);
  await page.keyboard.press('Control+Enter');
  await seesNoMore(page.getByRole('dialog'));
}
