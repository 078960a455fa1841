/** Journeys with the palette: what a person can do from any page, at once; and the theme, which it changes too. */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, Fixture, inRoom, joins } from '../support/browser/room.ts';
import { closes, does, isIn } from '../support/browser/keyboard.ts';
import { seriousFindings } from '../support/browser/page-checks.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';

let fixture: Fixture;
let priya: Person;
let bob: Person;
let path: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, bob] = await Promise.all([fixture.administrator('Priya N'), fixture.comes('Bob L')]);
  path = await declare(priya, 'Checkout fails', 2);
  await joins(bob, path);
});

strikesAfterwards(() => fixture);

const themeOf = ({ page }: Person): Promise<string | undefined> =>
  page.evaluate(() => document.documentElement.dataset['theme']);
const surfaces = ({ page }: Person): Promise<readonly number[]> =>
  page.evaluate(() => {
    const lightness = (name: string): number => {
      const probe = document.createElement('i');
      probe.style.color = `var(${name})`;
      document.body.append(probe);
      const found = [...getComputedStyle(probe).color.matchAll(/\d+/g)].reduce((sum, [part]) => sum + Number(part), 0);
      probe.remove();
      return found;
    };
    return [lightness('--surface-0'), lightness('--surface-1')];
  });

describe.sequential('journeys with the palette', () => {
  it('JR302 from inside a room the palette invites, signs a device in, shows the template, exports and volunteers', async () => {
    await does(priya, 'invite people', 'Invite people');
    await isIn(priya, 'Invite people');
    await closes(priya);
    await does(priya, 'template', 'Document template');
    await isIn(priya, 'Document template');
    await closes(priya);
    await does(priya, 'other device', 'My other device');
    await sees((await isIn(priya, 'My other device')).getByRole('img', { name: 'QR code with the link' }));
    await closes(priya);
    const [file] = await Promise.all([
      priya.page.waitForEvent('download'),
      does(priya, 'download markdown', 'Download the document as Markdown'),
    ]);
    expect(file.suggestedFilename()).toMatch(/^inc-\d+-document\.md$/);
    await does(bob, 'volunteer scribe', 'Volunteer as scribe');
    await sees(priya.page.getByText(/Bob L.* volunteered/).first());
    await does(bob, 'declare', 'Declare an incident');
    await sees(bob.page.locator('#declare-sentence:focus'));
    await does(bob, 'my account', 'My account');
    await sees(bob.page.getByRole('heading', { name: 'Bob L', level: 2 }));
  });

  it('JR303 Ctrl and K pressed before the palette has loaded is remembered; if it can’t be loaded, the page says so', async () => {
    let isCut = true;
    const { page } = bob;
    await page.route(/assets\/Palette-.*\.js/, (route) => (isCut ? route.abort() : route.continue()));
    await page.goto('/');
    await sees(page.getByText('Join as'));
    await page.keyboard.press('Control+k');
    await sees(page.getByText(/The list of actions can’t be loaded now/));
    await page.keyboard.press('Control+k');
    isCut = false;
    await sees(page.getByRole('combobox', { name: 'What do you want to do?' }));
    await seesNoMore(page.getByText(/The list of actions can’t be loaded now/));
    await page.keyboard.press('Escape');
    await page.unroute(/assets\/Palette-.*\.js/);
    bob.complaints.splice(0);
  });

  it('JR304 the theme follows the system until a person chooses one, in the palette or on their account, and is kept', async () => {
    await bob.page.goto('/');
    await sees(bob.page.getByText('Join as'));
    expect(await themeOf(bob)).toBe('dark');
    await bob.page.emulateMedia({ colorScheme: 'light' });
    await bob.page.waitForSelector('html[data-theme="light"]');
    const [page = 0, card = 0] = await surfaces(bob);
    expect(card).toBeGreaterThan(page);
    await does(bob, 'dark theme', 'Dark theme');
    await bob.page.waitForSelector('html[data-theme="dark"]');
    await bob.page.reload();
    await bob.page.waitForSelector('html[data-theme="dark"]');
    await does(bob, 'my account', 'My account');
    const theme = bob.page.getByRole('group', { name: 'Theme on this device' });
    await theme.getByRole('radio', { name: 'System' }).check();
    await bob.page.waitForSelector('html[data-theme="light"]');
    for (const address of ['/', path]) {
      await bob.page.goto(address);
      await (address === '/' ? sees(bob.page.getByText('Join as')) : inRoom(bob));
      expect(await seriousFindings(bob), address).toEqual([]);
    }
  });

  it('JR305 checkboxes and radio buttons have the look of the product, and are still pressed with keys', async () => {
    await bob.page.goto('/');
    const drill = bob.page.getByRole('checkbox', { name: 'This is a drill' });
    await bob.page.getByLabel('What’s broken, and who’s affected?').focus();
    await drill.focus();
    await bob.page.keyboard.press('Space');
    expect(await drill.isChecked()).toBe(true);
    expect(await drill.evaluate((box) => getComputedStyle(box).appearance)).toBe('none');
    await bob.page.emulateMedia({ forcedColors: 'active' });
    expect(await drill.evaluate((box) => getComputedStyle(box).appearance)).toBe('auto');
    await bob.page.emulateMedia({ forcedColors: 'none' });
  });
});
