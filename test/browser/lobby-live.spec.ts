/** Journeys in the lobby while something runs: the first steps, one's own room, who is there, and what touches it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, Fixture, joins } from '../support/browser/room.ts';
import { resizes, seriousFindings } from '../support/browser/page-checks.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { call, OPERATOR } from '../support/server/server-process.ts';

const SERVICES = [{ id: 'checkout', name: 'Checkout' }];

let fixture: Fixture;
let priya: Person;
let bob: Person;
let kim: Person;
let checkout: string;
let mail: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  priya = await fixture.administrator('Priya N');
  await call(fixture.server, 'POST', '/api/services/import', { token: OPERATOR, body: { services: SERVICES } });
});

strikesAfterwards(() => fixture);

const lobby = async (person: Person): Promise<void> => {
  await person.page.goto('/');
  await sees(person.page.getByText('Join as'));
};
const live = ({ page }: Person) => page.getByRole('region', { name: 'Live' });
const card = (person: Person, title: string) => live(person).getByRole('article', { name: title });

/** Over HTTP, as the person's own page would. */
const posts = (person: Person, path: string, body: object): Promise<{ id: string }> =>
  person.page.evaluate(
    async ([where, said]) =>
      (
        await fetch(`/api${where}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ id: crypto.randomUUID(), ...said }),
        })
      ).json() as Promise<{ id: string }>,
    [path, body] as const,
  );
const sets = (person: Person, path: string): Promise<unknown> =>
  posts(person, `${path}/commands`, { type: 'incident.set-services', data: { services: SERVICES }, epoch: 1 });

describe.sequential('journeys in the lobby while something runs', () => {
  it('JR306 an administrator’s empty lobby begins with inviting, until someone has joined; a link or a code that says localhost warns and says how to open the server', async () => {
    const steps = priya.page.getByRole('region', { name: 'First steps' });
    await steps.getByRole('button', { name: 'Invite people' }).click();
    const dialog = priya.page.getByRole('dialog', { name: 'Invite people' });
    await dialog.getByRole('button', { name: 'Create link' }).click();
    await sees(dialog.getByText('This link only works on this computer.'));
    await sees(dialog.getByText(/HOST=0\.0\.0\.0/));
    await priya.page.keyboard.press('Escape');
    await seesNoMore(dialog);
    [bob, kim] = await Promise.all([fixture.comes('Bob L'), fixture.comes('Priya N')]);
    await priya.page.reload();
    await sees(steps.getByRole('button', { name: 'Play a sample incident' }));
    expect(await steps.getByRole('button', { name: 'Invite people' }).count()).toBe(0);
    await bob.page.getByRole('button', { name: 'Bob L' }).click();
    await bob.page.getByRole('menuitem', { name: 'My other device' }).click();
    await sees(bob.page.getByRole('dialog').getByText(/PUBLIC_URL=/));
    await bob.page.keyboard.press('Escape');
    expect(await bob.page.getByRole('region', { name: 'First steps' }).count()).toBe(0);
  });

  it('JR311 an administrator plays the sample incident from the empty lobby: a drill whose people act, stopped in one press', async () => {
    await priya.page.getByRole('button', { name: 'Play a sample incident' }).click();
    await priya.page.waitForURL(/inc-1$/);
    await sees(priya.page.getByRole('banner').getByText('DRILL'));
    await sees(priya.page.getByRole('banner').getByText('Ana (sample)', { exact: true }));
    await sees(priya.page.getByRole('region', { name: 'Now' }).getByText('Started with deploy 812'));
    const sample = priya.page.getByRole('region', { name: 'This is a sample incident' });
    await sample.getByRole('button', { name: 'Stop the sample' }).click();
    await sees(priya.page.getByText('No one in command'));
    await seesNoMore(sample);
  });

  it('JR307 the lobby shows one’s own room first, leads back to it, and counts the people who are connected now', async () => {
    await declare(bob, 'Login is down', 1);
    await lobby(priya);
    checkout = await declare(priya, 'Checkout fails', 3);
    await joins(kim, checkout);
    await lobby(priya);
    await seesNoMore(priya.page.getByRole('region', { name: 'First steps' }));
    await sees(card(priya, 'Checkout fails').getByText('1 here'));
    expect(await live(priya).getByRole('article').first().getAttribute('aria-label')).toBe('Checkout fails');
    expect(await card(priya, 'Login is down').getByRole('button').textContent()).toBe('Join');
    await kim.page.goto('/');
    await sees(card(priya, 'Checkout fails').getByText('0 here'));
    await sees(card(kim, 'Checkout fails').getByText('Back to the room'));
    await card(priya, 'Checkout fails').getByRole('button', { name: 'Back to the room: Checkout fails' }).click();
    await priya.page.waitForURL(new RegExp(`${checkout}$`));
    await sees(card(kim, 'Checkout fails').getByText('1 here'));
  });

  it('JR308 on a phone the rooms that run now are above the form, and everything fits, in both themes', async () => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await bob.page.emulateMedia({ colorScheme });
      for (const size of [
        [390, 844],
        [1280, 800],
        [1440, 900],
      ] as const) {
        await resizes(bob, size);
        await lobby(bob);
        await sees(card(bob, 'Checkout fails'));
        const [above, form] = [await live(bob).boundingBox(), await bob.page.getByRole('form').boundingBox()];
        expect((above?.y ?? 0) < (form?.y ?? 0), `${size}`).toBe(size[0] === 390);
        expect(await bob.page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1)).toBe(false);
        expect(await seriousFindings(bob), `${colorScheme} ${size}`).toEqual([]);
      }
    }
  });

  it('JR309 two commanders of one name are told apart on the cards', async () => {
    await declare(kim, 'Search is slow', 2);
    await lobby(bob);
    await sees(card(bob, 'Search is slow').getByText(/Priya N \(2\)/));
    await sees(card(bob, 'Checkout fails').getByText(/Priya N \(1\)/));
  });

  it('JR310 a commander hears of another incident that names the same services, opens it or dismisses it', async () => {
    await sets(priya, checkout);
    const search = new URL(kim.page.url()).pathname;
    await sets(kim, search);
    const heard = priya.page.getByRole('region', { name: /also affects Checkout/ });
    await sees(heard.getByText(/SEV2: .*Search is slow.* Is it the same incident\?/));
    await sees(kim.page.getByRole('region', { name: /also affects Checkout/ }));
    await heard.getByRole('button', { name: 'Not now' }).click();
    await seesNoMore(heard);
    await kim.page.getByRole('button', { name: /^Open INC-/ }).click();
    await kim.page.waitForURL(new RegExp(`${checkout}$`));
  });

  it('JR382 everyone in an open room reads once of an incident that is declared or reopened meanwhile, and not after a reload; of a drill nothing', async () => {
    const told = ({ page }: Person) => page.getByRole('region', { name: 'Messages' });
    await lobby(bob);
    mail = await declare(bob, 'Mail is late', 1);
    for (const each of [priya, kim]) await sees(told(each).getByText(/SEV1 declared: INC-\d+ Mail is late/));
    await joins(kim, checkout);
    await posts(bob, '/rooms', { title: 'Region loss', severity: 1, kind: 'drill' });
    await posts(bob, `${mail}/commands`, { type: 'incident.close', data: {}, epoch: 1 });
    await posts(bob, `${mail}/commands`, { type: 'incident.reopen', data: { why: 'late again' } });
    await sees(told(kim).getByText(/SEV1 reopened: INC-\d+ Mail is late/));
    expect(
      await told(kim)
        .getByText(/declared/)
        .count(),
    ).toBe(0);
    expect(
      await told(bob)
        .getByText(/Mail is late/)
        .count(),
    ).toBe(0);
    await told(priya)
      .getByRole('listitem')
      .filter({ hasText: 'SEV1 reopened' })
      .getByRole('button', { name: 'Open' })
      .click();
    await priya.page.waitForURL(new RegExp(`${mail}$`));
  });

  it('JR381 who commands another open incident reads so before they declare, reopen or get command, and who offers it to them too; nothing is refused', async () => {
    await lobby(bob);
    await bob.page.getByLabel('What’s broken, and who’s affected?').fill('Printers burn');
    await sees(
      bob.page.getByText(/You also command INC-\d+ \(SEV1, Login is down\) and INC-\d+ \(SEV1, Mail is late\)/),
    );
    await joins(bob, '/rooms/inc-1');
    await bob.page
      .getByRole('button', { name: /^Reopen/ })
      .first()
      .click();
    await sees(bob.page.getByRole('dialog').getByText(/^You also command /));
    await joins(bob, mail);
    await bob.page.keyboard.press('h');
    const offer = bob.page.getByRole('dialog');
    await offer.getByRole('radio', { name: /Priya N/ }).check();
    await sees(offer.getByText(/Priya N also commands INC-\d+ \(SEV3, Checkout fails\)\. Choose someone else/));
    await offer.getByRole('radio', { name: 'Better' }).check({ force: true });
    await offer.getByLabel(/If this happens/).fill('none');
    await offer.getByRole('button', { name: 'Offer command' }).click();
    const receives = priya.page.getByRole('dialog', { name: /offered you command/ });
    await sees(receives.getByText(/You also command INC-\d+ \(SEV3, Checkout fails\)\. Hand one of them over first/));
    await receives.getByLabel(/First thing/).fill('call the mail people');
    await receives.getByRole('button', { name: 'I have command' }).click();
    await sees(bob.page.getByText('Priya N is now Incident Commander'));
  });

  it('JR385 someone who commands two incidents reads in the one where they are that the other’s update is due, and a press leads there', async () => {
    await joins(priya, checkout);
    const owed = priya.page.getByRole('region', { name: 'Needs you' });
    await sees(owed.getByText(/INC-\d+ \(SEV1\), yours too: update (in|overdue) \d+:\d\d/));
    await owed.getByRole('button', { name: /^Go to INC-/ }).click();
    await priya.page.waitForURL(new RegExp(`${mail}$`));
  });
});
