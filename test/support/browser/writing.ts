/** Where people write in a room, and the palette that leads there: for journeys about words. */
import type { Locator, Page } from 'playwright-core';

export const tab = ({ page }: { page: Page }, name: string): Promise<void> => page.getByRole('tab', { name }).click();
export const field = ({ page }: { page: Page }, name: string | RegExp): Locator => page.getByRole('textbox', { name });
export const chat = (person: { page: Page }): Locator => field(person, 'Message');
export const palette = async ({ page }: { page: Page }, words: string, entry: string | RegExp): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(words);
  await page.getByRole('option', { name: entry }).first().click();
};
