/**
 * Journeys of a page that another program rewrites: a browser's translation, or an extension. Priya's page is left
 * alone; what she changes must be right on the pages of people whose browsers rewrite every text.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, inRoom, joins, Fixture } from '../support/browser/room.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { does, isIn, sends } from '../support/browser/keyboard.ts';
import { textsBesideElements, translates } from '../support/browser/rewriting.ts';

const IMPACT = '40 % of EU card payments fail';

let fixture: Fixture;
let priya: Person;
/** Their browsers translate: in the room on a desktop, in the room on a phone, in the lobby. */
let bob: Person;
let kim: Person;
let li: Person;
let path: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, bob, kim, li] = await Promise.all([
    fixture.administrator('Priya N'),
    fixture.comes('Bob L'),
    fixture.comes('Kim R', { size: { width: 390, height: 844 } }),
    fixture.comes('Li W'),
  ]);
  path = await declare(priya, 'Checkout fails', 3);
  await Promise.all([bob, kim, li].map(translates));
  await Promise.all([joins(bob, path), joins(kim, path), li.page.goto('/')]);
}, 180_000);

strikesAfterwards(() => fixture);

const header = ({ page }: Person) => page.locator('header[data-region]');
const stopped = ({ page }: Person) => page.getByText(/stopped working/);
const tasks = ({ page }: Person) => page.getByRole('region', { name: /^Tasks/ });

async function choose({ page }: Person, item: string): Promise<ReturnType<Person['page']['getByRole']>> {
  await page.getByRole('button', { name: 'Incident', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await sees(page.getByRole('dialog'));
  return page.getByRole('dialog');
}

async function setSeverity(level: 1 | 2 | 3 | 4): Promise<void> {
  const dialog = await choose(priya, 'Change severity');
  const impact = dialog.getByLabel(/what’s the customer impact/);
  if (level < 3 && (await impact.count()) > 0) await impact.fill(IMPACT);
  await dialog.getByRole('radio', { name: new RegExp(`SEV${level}`) }).check({ force: true });
  await dialog.getByLabel('Reason, in one line').fill('errors changed');
  await dialog.getByRole('button', { name: `Set to SEV${level}` }).click();
  await seesNoMore(dialog);
}

async function bobAssigns(sentence: string): Promise<void> {
  await does(bob, 'assign a task', 'Assign a task');
  await isIn(bob, 'Assign a task');
  await sends(bob, sentence, 'Enter');
}

describe.sequential('journeys of a page that another program rewrites', () => {
  it('JR320 under a translation that replaces every text, severity, title, status and impact are right on every screen, lobby included', async () => {
    const card = li.page.getByRole('article').first();
    await sees(card.getByText('SEV3'));
    expect(await li.page.locator('font font').count()).toBeGreaterThan(20);
    for (const level of [1, 2, 4, 1] as const) {
      await setSeverity(level);
      for (const person of [bob, kim]) await sees(header(person).getByText(`SEV${level}`, { exact: true }));
      await sees(card.getByText(`SEV${level}`, { exact: true }));
      for (const each of [header(bob), header(kim), card])
        expect(await each.getByText(/^SEV\d$/).allTextContents()).toEqual(expect.not.arrayContaining(['SEV3']));
    }
    for (const person of [bob, kim]) await sees(person.page.getByText(IMPACT).filter({ visible: true }));
    await sees(card.getByText(IMPACT));
    let dialog = await choose(priya, 'Change status');
    await dialog.getByRole('radio', { name: 'Mitigated' }).check({ force: true });
    await dialog.getByRole('button', { name: 'Set to mitigated' }).click();
    for (const person of [bob, kim]) await sees(header(person).getByText('Mitigated', { exact: true }));
    await sees(card.getByText('mitigated', { exact: true }));
    dialog = await choose(priya, 'Rename');
    await dialog.getByLabel('What’s broken, and who’s affected?').fill('Card payments fail in the EU');
    await dialog.getByRole('button', { name: 'Rename' }).click();
    for (const person of [bob, kim]) await sees(person.page.getByRole('heading', { name: 'Card payments fail' }));
    await sees(card.getByText('Card payments fail in the EU'));
    for (const person of [bob, kim, li]) expect(await stopped(person).count()).toBe(0);
  });

  it('JR321 so are Now, tasks, the timeline and the commander, and the document takes none of it', async () => {
    await priya.page.getByRole('button', { name: 'Edit: Plan' }).click();
    await priya.page.getByRole('textbox', { name: 'Plan' }).fill('roll back 812');
    await priya.page.keyboard.press('Control+Enter');
    await sees(bob.page.getByText('roll back 812').first());
    await priya.page.getByRole('button', { name: 'Edit: Plan' }).click();
    await priya.page.getByRole('textbox', { name: 'Plan' }).fill('drain eu-1');
    await priya.page.keyboard.press('Control+Enter');
    const plan = bob.page.locator('[data-pane="now"]');
    await sees(plan.getByText('drain eu-1').first());
    expect(await plan.getByText('roll back 812').count()).toBe(0);
    await bob.page.getByLabel('Timeline line').fill('db-7 is slow');
    await bob.page.keyboard.press('Enter');
    for (const person of [priya, bob]) await sees(person.page.getByRole('log').getByText('db-7 is slow'));
    await bob.page.getByRole('textbox', { name: 'Scribe document' }).click();
    await does(priya, 'hand off', 'Hand off command');
    const offer = await isIn(priya, 'Hand off command');
    await offer.getByRole('radio', { name: /Bob L/ }).check();
    await offer.getByRole('radio', { name: 'Steady' }).check({ force: true });
    await offer.getByLabel(/If this happens/).fill('none');
    await offer.getByRole('button', { name: 'Offer command' }).click();
    const answer = await isIn(bob, /offered you command/);
    await answer.getByLabel(/First thing/).fill('ask Kim how the rollback goes');
    await answer.getByRole('button', { name: 'I have command' }).click();
    for (const person of [priya, bob, kim]) await sees(header(person).getByRole('button', { name: /IC.*Bob L/ }));
    await sees(li.page.getByRole('article').first().getByText('Bob L', { exact: true }));
    for (const person of [bob, kim]) expect(await header(person).getByText('Priya N').count()).toBe(0);
    await bobAssigns('Priya check the replicas 10m');
    await sees(tasks(bob).getByText(/check the replicas/));
    await priya.page.getByRole('button', { name: 'Acknowledge' }).first().click();
    for (const person of [priya, bob]) await sees(tasks(person).getByText(/left/));
    for (const person of [bob, kim, li]) expect(await stopped(person).count()).toBe(0);
    const editor = bob.page.getByRole('textbox', { name: 'Scribe document' });
    expect(await editor.getAttribute('translate')).toBe('no');
    expect(await editor.locator('font').count()).toBe(0);
  });

  it('JR322 on every page each text stands alone in its element, and facts are marked as not to translate', async () => {
    const ana = await fixture.comes('Ana S');
    expect(await textsBesideElements(ana)).toEqual([]);
    await joins(ana, path);
    await sees(ana.page.getByRole('textbox', { name: 'Scribe document' }));
    expect(await textsBesideElements(ana)).toEqual([]);
    for (const fact of ['SEV1', 'Mitigated', 'Bob L'])
      expect(await header(ana).locator('[translate="no"]').getByText(fact).count(), fact).toBeGreaterThan(0);
    expect(await ana.page.locator(':is(time, kbd, [role="timer"]):not([translate="no"])').count()).toBe(0);
    for (const person of [priya, bob]) expect(await textsBesideElements(person).then((all) => all)).toEqual([]);
    for (const [keys, dialog] of [
      ['hand off', 'Hand off command'],
      ['list the keys', 'Keyboard shortcuts'],
      ['assign a task', 'Assign a task'],
    ] as const) {
      await does(bob, keys, dialog);
      await isIn(bob, dialog);
      expect(await textsBesideElements(bob), dialog).toEqual([]);
      await bob.page.keyboard.press('Escape');
      await seesNoMore(bob.page.getByRole('dialog', { name: dialog }));
    }
    for (const address of ['/people', '/services', '/join/none', '/device/none']) {
      await priya.page.goto(address);
      await sees(priya.page.getByRole('heading'));
      expect(await textsBesideElements(priya), address).toEqual([]);
    }
    await joins(priya, path);
  });

  it('JR323 an extension takes elements away and puts others in: each part is drawn again by itself, the facts too', async () => {
    const ana = await fixture.comes('Ana S');
    await joins(ana, path);
    await sees(tasks(ana).getByText(/check the replicas/));
    for (const fact of ['severity', 'commander', 'impact', 'phase', 'update', 'link']) {
      await ana.page.evaluate((gone) => document.querySelector(`[data-fact="${gone}"]`)?.remove(), fact);
      // The impact is there and not in sight while the Now block shows it.
      await header(ana).locator(`[data-fact="${fact}"]`).waitFor({ state: 'attached' });
      await ana.page.reload();
      await inRoom(ana);
    }
    await sees(tasks(ana).getByText(/check the replicas/));
    await ana.page.evaluate(() => {
      for (const row of document.querySelectorAll('[data-pane="tasks"] li')) row.remove();
      for (const list of document.querySelectorAll('ul')) list.prepend(document.createElement('aside'));
      document.querySelector('main')?.prepend('an advertisement');
    });
    await tasks(priya).getByRole('button', { name: 'Done' }).first().click();
    await seesNoMore(tasks(priya).getByText(/left/));
    await sees(header(ana).getByText('SEV1'));
    await sees(tasks(ana));
    expect(await stopped(ana).count()).toBe(0);
  });

  it('JR324 a part that cannot be drawn says so in plain words, the rest goes on, and a press brings it back', async () => {
    const ana = await fixture.comes('Ana S');
    await joins(ana, path);
    await sees(tasks(ana));
    await ana.page.evaluate(() => {
      // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
      const append = Node.prototype.appendChild;
      Object.assign(window, { broken: true });
      Node.prototype.appendChild = function appendChild<Kind extends Node>(this: Node, child: Kind): Kind {
        if ((window as unknown as { broken: boolean }).broken && child.textContent?.trim() === 'restart the cache')
          throw new Error('an extension failed');
        return append.call(this, child) as Kind;
      };
    });
    await bobAssigns('Kim restart the cache 10m');
    await sees(ana.page.getByText('Tasks stopped working'));
    await sees(header(ana).getByText('SEV1'));
    await sees(ana.page.getByLabel('Timeline line'));
    await ana.page.evaluate(() => Object.assign(window, { broken: false }));
    await ana.page.getByRole('button', { name: 'Reload this part' }).first().click();
    await sees(tasks(ana).getByText(/restart the cache/));
    expect(await ana.page.getByText('Tasks stopped working').count()).toBe(0);
  });

  it('JR325 a page whose own elements are all taken away is drawn again', async () => {
    const ana = await fixture.comes('Ana S');
    await joins(ana, path);
    await ana.page.evaluate(() => document.querySelector('#root')?.replaceChildren());
    await sees(header(ana).getByText('SEV1'));
    await sees(ana.page.getByRole('heading', { name: 'Card payments fail in the EU' }));
  });
});
