/**
 * Journeys on a phone: the header with its six facts stays small whatever there is to say, and nothing is wider than the
 * window. Priya commands at a desktop, Bob has a phone and Kim a small one.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { Fixture, joins, paper } from '../support/browser/room.ts';
import { factsOutOfSight, seriousFindings } from '../support/browser/page-checks.ts';
import { offers } from '../support/browser/keyboard-desk.ts';
import { palette } from '../support/browser/writing.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { until } from '../support/server/private-redis.ts';

const PICTURES = process.env['WF_PICTURES'] !== undefined;
const PATIENCE = 240_000;
const TITLE =
  'Checkout fails for most customers in the EU since the deploy of Tuesday night: cards, wallets, vouchers and refunds';
const IMPACT = 'Who’s affected: 40 % of EU card payments, all wallets, and about 300 shops at their tills';
const TABS = ['Now', 'Document', 'Tasks', 'Timeline', 'Crew'];
/** In pixels. */
const MOST_HEADER = 120;
const MOST_ABOVE = 150;

let fixture: Fixture;
let priya: Person;
let bob: Person;
let kim: Person;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, bob, kim] = await Promise.all([
    fixture.administrator('Priya N'),
    fixture.comes('Bob L', { size: { width: 390, height: 844 } }),
    fixture.comes('Kim R', { size: { width: 320, height: 568 } }),
  ]);
  const path = `/rooms/${await fixture.declareWithTimes(priya, { firstUpdateSeconds: 3_000 }, TITLE)}`;
  await Promise.all([bob, kim].map((person) => joins(person, path)));
  await priya.page.getByRole('button', { name: 'I have command' }).first().click();
  await priya.page.getByRole('button', { name: 'Edit: Impact' }).click();
  await priya.page.getByRole('textbox', { name: 'Impact' }).fill(IMPACT);
  await priya.page.getByRole('button', { name: 'Save' }).click();
  await sees(bob.page.getByRole('region', { name: 'Now' }).getByText(IMPACT));
}, PATIENCE);

strikesAfterwards(() => fixture);

const header = ({ page }: Person) => page.locator('header[data-region]');
const needsYou = ({ page }: Person) => page.getByRole('region', { name: 'Needs you' });
const change = ({ page }: Person) => page.getByRole('region', { name: 'Change of command' });
const heightOf = async (part: ReturnType<typeof header>): Promise<number> => (await part.boundingBox())?.height ?? 0;
/** Of what must stay free, what the messages lie over. */
const coveredByMessages = ({ page }: Person): Promise<string[]> =>
  page.evaluate(() => {
    // What is under a dialog can't be pressed anyway.
    const free =
      document.querySelector('[role="dialog"]') === null
        ? '[role="tab"], [aria-label="Needs you"] *, [data-no-toast] :is(button, input, textarea)'
        : '[role="dialog"] button';
    const messages = [...document.querySelectorAll('[aria-label="Messages"] li')].map((each) =>
      each.getBoundingClientRect(),
    );
    return [...document.querySelectorAll(free)]
      .filter((each) => each.checkVisibility())
      .filter((each) => {
        const { left, right, top, bottom } = each.getBoundingClientRect();
        return messages.some((box) => box.left < right && box.right > left && box.top < bottom && box.bottom > top);
      })
      .map((each) => each.outerHTML.slice(0, 100));
  });
const messages = ({ page }: Person) => page.getByRole('region', { name: 'Messages' }).getByRole('listitem');
/** Three of them. */
async function getsMessages(person: Person): Promise<void> {
  for (let count = 1; count <= 3; count += 1) await palette(person, 'copy an invite', /Copy an invite/);
  await sees(messages(person).nth(2));
}
const goes = ({ page }: Person, tab: string) => page.getByRole('tab', { name: tab, exact: true }).click();
const pictured = async ({ page }: Person, name: string): Promise<void> => {
  if (PICTURES) await page.screenshot({ path: `test-results/phone-${name}.png` });
};
/** What reaches past the window's right edge and is not inside of something that scrolls. */
const tooWide = ({ page }: Person): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
      .filter((each) => {
        const around = each.parentElement?.closest('[class]');
        return around === null || around === undefined || around.getBoundingClientRect().right <= innerWidth + 1;
      })
      .filter((each) => each.closest('svg, .visually-hidden') === null)
      .map((each) => `${each.outerHTML.slice(0, 100)} to ${each.getBoundingClientRect().right}`),
  );

describe.sequential('journeys on a phone', { timeout: PATIENCE }, () => {
  it('JR329 with a long title and impact the header is three rows of at most 120 pixels, with the six facts in sight on every tab', async () => {
    for (const person of [bob, kim])
      for (const tab of TABS) {
        await goes(person, tab);
        expect(await factsOutOfSight(person, new RegExp(IMPACT)), tab).toEqual([]);
        expect(await heightOf(header(person)), tab).toBeLessThanOrEqual(MOST_HEADER);
      }
    expect(await heightOf(header(bob))).toBe(await heightOf(header(kim)));
    await pictured(bob, 'header-390');
    await pictured(kim, 'header-320');
  });

  it('JR370 a title that is cut is read in full by pressing it, also by those who may not change it', async () => {
    const title = header(kim).getByRole('heading', { level: 1 });
    const isCut = (): Promise<boolean> =>
      title.getByRole('button').evaluate((each) => each.scrollHeight > each.clientHeight + 1);
    expect(await isCut()).toBe(true);
    await title.click({ force: true });
    await until('all of the title is in sight', async () => !(await isCut()));
    await pictured(kim, 'title');
    await title.click({ force: true });
    await until('the title is short again', isCut);
  });

  it('JR330 while a pane is scrolled the title has one line and all facts are there; at the top it has two again', async () => {
    await goes(kim, 'Now');
    const [tall, pane] = [await heightOf(header(kim)), kim.page.locator('main [data-pane="now"]')];
    await pane.evaluate((each) => each.scrollTo({ top: 200 }));
    await until('the header is lower', async () => (await heightOf(header(kim))) < tall);
    expect(await factsOutOfSight(kim, new RegExp(IMPACT))).toEqual([]);
    await pictured(kim, 'scrolled');
    await pane.evaluate((each) => each.scrollTo({ top: 0 }));
    await until('the header is as before', async () => (await heightOf(header(kim))) === tall);
  });

  it('JR375 the tabs are Now, Document, Tasks, Timeline and Crew, and none is cut at 320 pixels', async () => {
    const tabs = kim.page.getByRole('tablist', { name: 'Panes' }).getByRole('tab');
    expect(await tabs.allInnerTexts()).toEqual(TABS);
    const boxes = await tabs.evaluateAll((each) =>
      each.map((tab) => [tab.clientWidth, tab.querySelector('span')?.scrollWidth ?? 0]),
    );
    for (const [tab = 0, name = 0] of boxes) expect(name).toBeLessThan(tab);
  });

  it('JR331 an offered role says who asks and what it is about, and is declined or accepted in one press', async () => {
    const assigns = async (): Promise<void> => {
      await priya.page.getByRole('button', { name: 'Assign Tech lead' }).click();
      const dialog = priya.page.getByRole('dialog');
      await dialog.getByRole('radio', { name: /Bob L/ }).check({ force: true });
      await dialog.getByRole('button', { name: /^Ask / }).click();
      await sees(needsYou(bob).getByText(/Priya N asks you to be tech lead.* Lead the diagnosis and propose the next/));
    };
    await assigns();
    await pictured(bob, 'role');
    await needsYou(bob).getByRole('button', { name: 'Decline' }).click();
    await seesNoMore(needsYou(bob));
    await sees(priya.page.getByRole('region', { name: 'Messages' }).getByText('Bob L declined to be tech lead.'));
    await assigns();
    await needsYou(bob).getByRole('button', { name: 'Accept' }).click();
    await seesNoMore(needsYou(bob));
    await sees(priya.page.locator('header').getByText('Tech lead'));
  });

  it('JR372 messages cover neither tabs, nor what needs you, nor the line to write in, nor the buttons of a dialog', async () => {
    await priya.page.getByRole('button', { name: 'Assign Scribe' }).click();
    await priya.page.getByRole('dialog').getByRole('radio', { name: /Bob L/ }).check({ force: true });
    await priya.page.getByRole('dialog').getByRole('button', { name: /^Ask / }).click();
    await sees(needsYou(bob));
    for (const tab of ['Now', 'Document', 'Timeline']) {
      await goes(bob, tab);
      await getsMessages(bob);
      await pictured(bob, `messages-${tab}`);
      expect(await coveredByMessages(bob), tab).toEqual([]);
    }
    for (const person of [bob, priya]) {
      await getsMessages(person);
      expect(await coveredByMessages(person)).toEqual([]);
      await person.page.keyboard.press(person === bob ? 'r' : 'u');
      await sees(person.page.getByRole('dialog'));
      await pictured(person, `messages-dialog-${person === bob ? 390 : 1280}`);
      expect(await coveredByMessages(person)).toEqual([]);
      await messages(person).first().getByRole('button', { name: 'Dismiss' }).click();
      await sees(person.page.getByRole('dialog'));
      await person.page.keyboard.press('Escape');
    }
    await needsYou(bob).getByRole('button', { name: 'Decline' }).click();
    await seesNoMore(needsYou(bob));
  });

  it('JR332 nothing is wider than the window at 390 and 320 pixels, on any tab, in both themes, and nothing serious is found', async () => {
    for (const person of [bob, kim])
      for (const colorScheme of ['dark', 'light'] as const) {
        await person.page.emulateMedia({ colorScheme });
        for (const tab of TABS) {
          await goes(person, tab);
          expect(await tooWide(person), tab).toEqual([]);
          await pictured(person, `${tab}-${person === kim ? 320 : 390}-${colorScheme}`);
        }
        expect(await seriousFindings(person), colorScheme).toEqual([]);
      }
  });

  it('JR333 why a button is refused is said where it covers no other button', async () => {
    await goes(bob, 'Document');
    await header(bob).getByRole('button', { name: 'Investigating' }).click({ force: true });
    const tip = bob.page.getByRole('tooltip').filter({ visible: true });
    await sees(tip.getByText(/Only the commander can do that/));
    await pictured(bob, 'refused');
    const covered = await tip.first().evaluate((each) => {
      const { left, right, top, bottom } = each.getBoundingClientRect();
      const meets = (box: DOMRect): boolean =>
        box.left < right && box.right > left && box.top < bottom && box.bottom > top;
      return [...document.querySelectorAll('button, a[href]')]
        .filter((button) => button.checkVisibility() && meets(button.getBoundingClientRect()))
        .map((button) => button.textContent);
    });
    expect(covered).toEqual([]);
  });

  it('JR376 a window that becomes narrow or wide keeps the open dialog, what is written in it, and the focus', async () => {
    const { page } = priya;
    const dialogs = [
      ['f', 'Words of a line, or a name', 'db-7'],
      ['u', /What’s happening/, 'the rollback runs'],
      ['t', 'Who does what, and for how long', 'Bob L check the replicas'],
    ] as const;
    const turns = async (field: ReturnType<typeof page.getByLabel>, text: string): Promise<void> => {
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 844 });
        await sees(page.locator(`[data-narrow="${width === 390}"]`));
        await sees(field.and(page.locator(':focus')));
        expect(await field.inputValue()).toBe(text);
      }
    };
    for (const [key, label, text] of dialogs) {
      await page.keyboard.press(key);
      await page.getByLabel(label).fill(text);
      await turns(page.getByLabel(label), text);
      await page.keyboard.press('Escape');
      await seesNoMore(page.getByRole('dialog'));
    }
    await page.keyboard.press('n');
    const line = page.getByRole('textbox', { name: 'Timeline line' });
    await line.fill('errors go down');
    await turns(line, 'errors go down');
    // The next keys are for the room again.
    await line.fill('');
    await line.blur();
  });

  it('JR334 a change of command is told in full at first and in one line after ten seconds; header and line take at most 150 pixels', async () => {
    await offers(priya, /Bob L/);
    const offer = bob.page.getByRole('dialog', { name: /offered you command/ });
    await offer.getByLabel(/First thing/).fill('ask Kim how the rollback goes');
    await pictured(bob, 'offer');
    await offer.getByRole('button', { name: 'I have command' }).click();
    await sees(change(kim).getByText(/from Priya N/));
    await seesNoMore(change(kim).getByText(/from Priya N/));
    for (const person of [bob, kim]) {
      const short = change(person).getByText(/is now IC/);
      await sees(short);
      expect(
        await short.evaluate((each) => [...each.children].some((part) => part.scrollWidth > part.clientWidth)),
      ).toBe(false);
      expect(await tooWide(person)).toEqual([]);
      const above = (await heightOf(header(person))) + (await heightOf(change(person)));
      expect(above).toBeLessThanOrEqual(MOST_ABOVE);
      await pictured(person, `change-${person === kim ? 320 : 390}`);
    }
  });

  it('JR369 a line that is written on a phone stands under the first heading, or under the one that is chosen, which stays chosen', async () => {
    await goes(bob, 'Document');
    const line = bob.page.getByRole('textbox', { name: 'Document line' });
    const sections = (): Promise<string[]> =>
      paper(priya)
        .locator('> h2, > p')
        .evaluateAll((lines) => lines.map((each) => (each.textContent ?? '').trim()).filter((text) => text !== ''));
    await line.fill('login errors began at 10:50');
    await line.press('Enter');
    await bob.page.getByRole('combobox', { name: 'Under' }).selectOption('What we tried');
    for (const words of ['rolled back 812', 'restarted the gateway']) {
      await line.fill(words);
      await line.press('Enter');
    }
    await pictured(bob, 'line');
    await sees(paper(priya).getByText('restarted the gateway'));
    expect(await sections()).toEqual([
      'What we know',
      'login errors began at 10:50',
      'What we tried',
      'rolled back 812',
      'restarted the gateway',
      'Ruled out',
    ]);
  });

  it('JR335 the menu of the incident leads to the lobby, where a phone has no sign for it', async () => {
    await kim.page.getByRole('button', { name: 'Incident', exact: true }).click();
    await kim.page.getByRole('menuitem', { name: 'Go to the lobby' }).click();
    await sees(kim.page.getByRole('region', { name: 'Live' }).getByText('Back to the room'));
  });
});
