/**
 * Journeys in the scribe document, two people side by side: what `/` and `@` insert, a pasted picture and a pasted log,
 * a line that changed after it went to the timeline, and finding text. By keyboard wherever possible.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { inRoom, paper, twoAtTheDocument, type Fixture } from '../support/browser/room.ts';
import { isIn, reaches } from '../support/browser/keyboard.ts';
import { seriousFindings } from '../support/browser/page-checks.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';

let fixture: Fixture;
let priya: Person;
let bob: Person;

beforeAll(async () => {
  ({ fixture, priya, bob } = await twoAtTheDocument());
}, 120_000);

strikesAfterwards(() => fixture);

const log = ({ page }: Person) => page.getByRole('log');
const option = ({ page }: Person, name: RegExp) => page.getByRole('option', { name, selected: true });
const edited = ({ page }: Person) => page.getByRole('button', { name: 'edited after promotion' });

/** Waits until the keys before have had their effect, then types; each line is there before the next one begins. */
async function types(person: Person, ...lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    if (line !== '') await person.page.keyboard.type(line);
    await person.page.keyboard.press('Enter');
  }
}

/**
 * As from another program: onto the clipboard, and pasted with this machine's keys. 'picture' is a graph, anything else
 * is text.
 */
async function pastes({ page }: Person, what: string): Promise<void> {
  await page.evaluate(async (wanted) => {
    if (wanted !== 'picture') return navigator.clipboard.writeText(wanted);
    const canvas = Object.assign(document.createElement('canvas'), { width: 1200, height: 400 });
    const brush = canvas.getContext('2d');
    for (let x = 0; x < 1200; x += 8) brush?.fillRect(x, 200 - 90 * Math.sin(x / 80), 6, 200);
    const picture = await new Promise<Blob | null>((made) => canvas.toBlob(made));
    return navigator.clipboard.write([new ClipboardItem({ 'image/png': picture ?? '' })]);
  }, what);
  await page.keyboard.press('Control+v');
}

describe.sequential('journeys in the scribe document', () => {
  it('JR90 the slash menu is found, moved in and chosen from by keyboard, and says to a screen reader what is meant; Esc leaves the slash', async () => {
    const { keyboard } = priya.page;
    await keyboard.type('/');
    await sees(option(priya, /Decision/));
    const meant = await paper(priya).getAttribute('aria-activedescendant');
    expect(await option(priya, /Decision/).getAttribute('id')).toBe(meant);
    await keyboard.press('ArrowDown');
    await sees(option(priya, /Task/));
    expect(await seriousFindings(priya, '.ProseMirror, [role="listbox"]')).toEqual([]);
    await keyboard.press('Escape');
    await seesNoMore(priya.page.getByRole('listbox'));
    expect(await paper(priya).evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await keyboard.press('Backspace');
    await keyboard.type('/dec');
    await sees(option(priya, /Decision/));
    await types(priya, '', 'Roll back 812', '/time');
    await sees(
      paper(bob)
        .locator('[data-decision]')
        .filter({ hasText: /^Decision\s*Roll back 812$/ }),
    );
    await sees(paper(bob).getByText(/^\d\d:\d\d:\d\dZ/));
  });

  it('JR91 an at sign names a person of the room with their role, and the name is one piece for the keyboard', async () => {
    const { keyboard } = priya.page;
    await types(priya, '');
    await keyboard.type('asked @b');
    await sees(option(priya, /Bob L/));
    await keyboard.press('Enter');
    await keyboard.type('for the numbers');
    await sees(paper(bob).getByText('asked @Bob L for the numbers'));
    await keyboard.press('Enter');
    await keyboard.type('@pri');
    await sees(option(priya, /Priya N IC/));
    await keyboard.press('Enter');
    await sees(paper(bob).getByText('@Priya N'));
    await keyboard.press('Backspace');
    await keyboard.press('Backspace');
    await seesNoMore(paper(bob).getByText('@Priya N'));
  });

  it('JR92 a pasted picture is seen by the other, opens in full, and goes to the timeline with Alt+Enter', async () => {
    const { keyboard } = priya.page;
    await pastes(priya, 'picture');
    const theirs = paper(bob).getByRole('button', { name: /^Open picture picture-\d+Z\.png/ });
    await sees(theirs);
    await paper(bob)
      .getByRole('img', { name: /^picture-/ })
      .evaluate((image: HTMLImageElement) => image.decode());
    await reaches(bob, theirs);
    await bob.page.keyboard.press('Enter');
    await sees(bob.page.getByRole('dialog', { name: /^picture-/ }).getByRole('img'));
    await bob.page.keyboard.press('Escape');
    await seesNoMore(bob.page.getByRole('dialog'));
    await keyboard.press('ArrowUp');
    await sees(paper(priya).locator('figure[data-selected]'));
    await keyboard.press('Alt+Enter');
    await sees(log(bob).getByRole('button', { name: /^picture-/ }));
    await sees(paper(bob).locator('figure[data-entry="on the timeline"]'));
    await keyboard.press('ArrowDown');
  });

  it('JR93 a long pasted log becomes a file with its first lines shown, opens whole, by its name too, and can be had as text instead; a short one becomes code', async () => {
    const lines = Array.from(
      { length: 60 },
      (_, at) => `2026-03-01T03:10:${String(at).padStart(2, '0')}Z ERROR pool exhausted waiting=${at}`,
    );
    await pastes(priya, lines.join('\n'));
    const card = paper(bob).getByRole('button', { name: /^Open log log-\d+Z\.txt/ });
    await sees(card.getByText('waiting=5'));
    expect(await card.innerText()).not.toContain('waiting=6');
    await card.press('Enter');
    await sees(bob.page.getByRole('dialog').getByText('waiting=59'));
    await bob.page.keyboard.press('Escape');
    await seesNoMore(bob.page.getByRole('dialog'));
    await paper(bob)
      .getByText(/^log-\d+Z\.txt$/)
      .click();
    await sees(bob.page.getByRole('dialog').getByText('waiting=59'));
    await bob.page.keyboard.press('Escape');
    await paper(priya).getByRole('button', { name: 'Paste as text instead' }).click();
    await sees(paper(bob).locator('pre').getByText('waiting=59'));
    await priya.page.keyboard.press('Control+z');
    await sees(card);
    await priya.page.keyboard.press('Control+End');
    await pastes(priya, lines.slice(0, 3).join('\n'));
    await sees(paper(bob).locator('pre code').getByText('waiting=2'));
  });

  it('JR94 without a connection a picture waits in the page, says so, and leaves by itself when there is one; what the server refuses can be taken out', async () => {
    const address = /\/attachments\?/;
    await priya.page.route(address, (route) => route.abort('internetdisconnected'));
    await pastes(priya, 'picture');
    await sees(paper(priya).getByText('Not sent yet. Sends when you’re back online. Keep this page open.'));
    await priya.page.unroute(address);
    await sees(
      paper(bob)
        .getByRole('button', { name: /^Open picture/ })
        .nth(1),
    );
    await priya.page.route(address, (route) =>
      route.fulfill({
        status: 413,
        contentType: 'application/problem+json',
        body: '{"detail":"The room has no space left for it."}',
      }),
    );
    await pastes(priya, 'picture');
    await sees(paper(priya).getByText('The room has no space left for it.'));
    await paper(priya).getByRole('button', { name: 'Remove' }).click();
    await seesNoMore(paper(priya).getByText('The room has no space left for it.'));
    await priya.page.unroute(address);
  });

  it('JR95 a line that changed after promotion says so to all; its author sees what the timeline says and corrects it, another reads why they may not', async () => {
    const { keyboard } = priya.page;
    // No upload of the pictures before is still running in this page.
    await priya.page.reload();
    await inRoom(priya);
    await sees(priya.page.getByText('saved', { exact: true }));
    await paper(priya)
      .getByRole('button', { name: /^Open picture/ })
      .last()
      .waitFor();
    await paper(priya).focus();
    await keyboard.press('Control+End');
    await types(priya, '', 'TL errors 40 %');
    await sees(log(bob).getByText('errors 40 %'));
    const line = paper(priya).locator('[data-entry="on the timeline"]').filter({ hasText: 'TL errors 40 %' });
    await sees(line);
    await line.click();
    await keyboard.press('End');
    await keyboard.type(', falling');
    await sees(paper(bob).getByText('TL errors 40 %, falling'));
    for (const person of [priya, bob]) await sees(edited(person));
    await reaches(bob, edited(bob));
    await sees(bob.page.getByRole('tooltip').getByText(/errors 40 %$/));
    await bob.page.keyboard.press('Enter');
    await sees(bob.page.getByRole('dialog').getByRole('button', { name: 'Correct the timeline', disabled: true }));
    await sees(bob.page.getByRole('dialog').getByText(/Priya N wrote that/));
    await bob.page.keyboard.press('Escape');
    await keyboard.press('Alt+Enter');
    const compared = await isIn(priya, 'Edited after promotion');
    await sees(compared.getByText('errors 40 %, falling'));
    await keyboard.press('Control+Enter');
    await sees(log(bob).getByText('errors 40 %, falling'));
    for (const person of [priya, bob]) await seesNoMore(edited(person));
  });

  it('JR96 words are found in the document with a count, from one to the next by Enter and F3, and Esc returns to the text at the place', async () => {
    const { keyboard } = priya.page;
    const field = priya.page.getByRole('textbox', { name: 'Find in the document' });
    const count = priya.page.getByRole('search').getByRole('status');
    await paper(priya).focus();
    await keyboard.press('Control+f');
    await sees(field);
    await keyboard.type('pool');
    await sees(count.getByText(/of 3$/));
    const first = await count.innerText();
    await keyboard.press('F3');
    await keyboard.press('F3');
    await keyboard.press('Enter');
    expect(await count.innerText()).toBe(first);
    await keyboard.press('Shift+Enter');
    await keyboard.press('Control+a');
    await keyboard.type('nowhere');
    await sees(count.getByText('no matches'));
    await keyboard.press('Control+a');
    await keyboard.type('Roll back');
    await sees(count.getByText('1 of 1'));
    await keyboard.press('Escape');
    // Fast typing doesn't wait for a frame.
    await keyboard.type('Do not roll back');
    // After the text: a name at a caret inside it would split it on the other's screen.
    await keyboard.press('End');
    await seesNoMore(field);
    await sees(paper(bob).getByText('Do not roll back 812'));
    expect(priya.complaints.filter((words) => !/ERR_INTERNET_DISCONNECTED|413/.test(words))).toEqual([]);
    expect(bob.complaints).toEqual([]);
  });
});
