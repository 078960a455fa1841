/**
 * Journeys of finding: every action can be found by typing, also with single keys turned off; the owner of what is
 * found is in the room. By keyboard.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { PATIENCE, setDesk } from '../support/browser/command-desk.ts';
import { joins, type Fixture } from '../support/browser/room.ts';
import { chooses, closes, does, isIn, opens, presses, reaches, seeks, sends } from '../support/browser/keyboard.ts';
import { seriousFindings } from '../support/browser/page-checks.ts';
import { sees, type Person } from '../support/browser/browser.ts';

const MAP = {
  services: [
    {
      id: 'checkout',
      name: 'Checkout',
      about: 'Takes the order and the money',
      owner: { name: 'Priya N' },
      dependsOn: ['orders-database'],
    },
    {
      id: 'orders-database',
      name: 'Orders database',
      owner: { name: 'Bob L' },
      runbooks: [{ title: 'When replicas lag', url: 'https://wiki.example.com/lag' }],
    },
  ],
};

let fixture: Fixture;
let priya: Person;
let kim: Person;
let path: string;

beforeAll(async () => {
  ({ fixture, priya, kim, path } = await setDesk({ objectionSeconds: 3600 }));
}, PATIENCE);

strikesAfterwards(() => fixture);

const line = ({ page }: Person) => page.getByRole('combobox', { name: 'What do you want to do?' });

describe.sequential('journeys of finding at the command desk', () => {
  it(
    'JR70 the palette finds "assign"; what is refused now is listed with its reason, which is also spoken',
    async () => {
      await does(priya, 'assign', 'Assign a task');
      await isIn(priya, 'Assign a task');
      await closes(priya);
      const refused = await seeks(kim, 'propose', 'Propose: any strong objections?');
      expect(await refused.getAttribute('aria-disabled')).toBe('true');
      await sees(kim.page.getByRole('listbox').getByText(/Priya N/));
      await kim.page.keyboard.press('Enter');
      await sees(kim.page.locator('[aria-live=assertive]').getByText(/Priya N/));
      await sees(line(kim));
      await closes(kim);
    },
    PATIENCE,
  );

  it(
    'JR80 a part of the page that could not be fetched does not break the page, and loads when the network is back',
    async () => {
      const late = await fixture.comes('Late L');
      let asked = 0;
      await late.context.route(/assets\/(Palette|ScribeEditor)-.*\.js/, (route) =>
        ++asked <= 2 ? route.abort() : route.continue(),
      );
      const came = [/Palette-.*\.js/, /ScribeEditor-.*\.js/].map((part) => late.page.waitForResponse(part));
      await joins(late, path);
      await late.page.keyboard.press('Control+k');
      await Promise.all(came);
      await sees(line(late));
      await sees(late.page.getByRole('textbox', { name: 'Scribe document', includeHidden: true }));
      expect(asked).toBeGreaterThan(3);
      await late.context.close();
    },
    PATIENCE,
  );

  it(
    'JR71 "?" lists the keys; turned off, no letter does anything, and the palette still does everything',
    async () => {
      const help = await opens(priya, '?', 'Keyboard shortcuts');
      for (const what of [
        'Assign a task',
        'Propose: any strong objections?',
        'Ask the commander',
        'Everything you can do here',
      ])
        await sees(help.getByText(what));
      const single = help.getByRole('switch', { name: /Single keys/ });
      await reaches(priya, single);
      await priya.page.keyboard.press('Space');
      await closes(priya);
      await priya.page.keyboard.press('t');
      await priya.page.keyboard.press('p');
      await does(priya, 'assign', 'Assign a task');
      await isIn(priya, 'Assign a task');
      await closes(priya);
      await does(priya, 'single keys on', 'Turn single keys on');
      await opens(priya, 't', 'Assign a task');
      await closes(priya);
    },
    PATIENCE,
  );

  it(
    'JR75 an administrator imports a file of services; the room shows who owns what and names the affected services; a commander who owns it is warned',
    async () => {
      await does(priya, 'lobby', 'Go to the lobby');
      await presses(priya, priya.page.getByRole('link', { name: 'Service map' }));
      await presses(priya, priya.page.getByRole('button', { name: 'Import a file' }));
      await priya.page.getByLabel('JSON file').setInputFiles({
        name: 'services.json',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify(MAP)),
      });
      await sees(priya.page.getByText('2 new'));
      await presses(priya, priya.page.getByRole('button', { name: 'Import 2 services' }));
      await sees(priya.page.getByRole('link', { name: /Checkout/ }));
      expect(await seriousFindings(priya)).toEqual([]);
      await joins(priya, path);
      await does(kim, 'who owns', 'Who owns this?');
      await isIn(kim, 'Who owns this?');
      await kim.page.keyboard.type('orders');
      const card = kim.page.getByRole('article', { name: 'Orders database' });
      await sees(card.getByText('Bob L', { exact: true }));
      await sees(
        card
          .getByRole('listitem')
          .filter({ hasText: 'Bob L' })
          .getByText(/here|idle/),
      );
      await sees(card.getByRole('link', { name: /When replicas lag/ }));
      await closes(kim);
      await does(priya, 'impacted services', 'Set impacted services');
      await chooses(priya, priya.page.getByRole('dialog').getByRole('checkbox', { name: /Checkout/ }));
      await sends(priya);
      await sees(kim.page.getByRole('region', { name: 'Impacted services' }).getByRole('button', { name: /Checkout/ }));
      await sees(priya.page.getByText('You own Checkout, which is impacted.'));
      expect(await kim.page.getByText(/You own/).count()).toBe(0);
      await does(kim, 'who owns', 'Who owns this?');
      await sees(kim.page.getByRole('dialog').getByText('impacted'));
    },
    PATIENCE,
  );
});
