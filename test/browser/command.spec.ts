/**
 * Journeys of command: people in real browsers, from declaring to the handoff, and what the screen says when command
 * moves while someone is disconnected. One fixture; every journey has a room of its own.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, joins, Fixture } from '../support/browser/room.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';

let fixture: Fixture;
let priya: Person;
let bob: Person;
let ana: Person;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, bob, ana] = await Promise.all([startsWatchfloor('Priya N'), fixture.comes('Bob L'), fixture.comes('Ana S')]);
});

/** The first administrator, by pressing what the page of the printed link shows. */
async function startsWatchfloor(name: string): Promise<Person> {
  const person = await fixture.testBrowser.person({ baseURL: fixture.server.url });
  await person.page.goto((await fixture.welcomeLink()).pathname);
  await person.page.getByLabel('Your name').fill(name);
  await person.page.getByRole('button', { name: 'Start' }).click();
  await sees(person.page.getByText('Join as'));
  return person;
}

strikesAfterwards(() => fixture);

async function offersTo({ page }: Person, name: string): Promise<void> {
  await page
    .getByRole('button', { name: /^Hand off/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: new RegExp(name) }).check();
  await dialog.getByRole('radio', { name: 'Better' }).check({ force: true });
  await dialog.getByLabel(/If this happens/).fill('p99 above 2 s again: fail over to eu-2');
  await dialog.getByRole('button', { name: 'Offer command' }).click();
  await seesNoMore(dialog);
}

/**
 * At once, without waiting for how the other's press changes the button: the domain refuses the later one, not the
 * test.
 */
const press = (button: SVGElement | HTMLElement): void => {
  button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
};

async function accepts({ page }: Person): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /offered you command/ });
  await sees(dialog);
  await sees(dialog.getByText('p99 above 2 s again: fail over to eu-2'));
  await dialog.getByLabel(/First thing/).fill('check the rollback with Kim');
  await dialog.getByRole('button', { name: 'I have command' }).click();
  await seesNoMore(dialog);
}

describe('journeys of command', () => {
  it('JR1 declare, join, assign, offer, accept: everyone sees the new commander, and the old one is told why they may not', async () => {
    const path = await declare(priya, 'Checkout fails for customers in the EU', 2);
    await Promise.all([bob, ana].map((person) => joins(person, path)));
    await sees(priya.page.getByText('3 here'));
    await priya.page.getByRole('button', { name: 'Assign Deputy' }).click();
    await priya.page.getByRole('dialog').getByRole('radio', { name: /Bob L/ }).check();
    await priya.page.getByRole('button', { name: 'Ask them' }).click();
    await bob.page.getByRole('button', { name: 'Accept deputy' }).first().click();
    await sees(ana.page.getByText(/Deputy\s*Bob L/).or(ana.page.getByRole('button', { name: /Deputy.*Bob/ })));
    await offersTo(priya, 'Bob L');
    await accepts(bob);
    for (const { page } of [priya, ana])
      await sees(page.getByRole('region', { name: 'Change of command' }).getByText('Bob L is now Incident Commander'));
    await sees(
      bob.page.getByRole('region', { name: 'Change of command' }).getByText('Bob L is now Incident Commander'),
    );
    await priya.page.getByRole('button', { name: 'Incident', exact: true }).click();
    const severity = priya.page.getByRole('menuitem', { name: 'Change severity' });
    await sees(severity);
    expect(await severity.getAttribute('aria-disabled')).toBe('true');
    expect(await priya.page.getByRole('menu').textContent()).toContain('Bob L');
    await priya.page.keyboard.press('Escape');
    await priya.page.getByRole('button', { name: 'I stand relieved' }).click();
    await seesNoMore(priya.page.getByRole('button', { name: 'I stand relieved' }));
    expect([...priya.complaints, ...bob.complaints, ...ana.complaints].filter((each) => !each.includes('401'))).toEqual(
      [],
    );
  });

  it('JR384 the new commander is offered the impact and the plan of the brief where the Now block says otherwise, and uses or dismisses each in one press', async () => {
    await priya.page.goto('/');
    await joins(bob, await declare(priya, 'Mail is late', 3));
    await priya.page.keyboard.press('h');
    await priya.page.getByRole('dialog').getByLabel('Plan').fill('roll back 812, then drain');
    await priya.page.getByRole('dialog').getByLabel('Impact now').fill('mail is ten minutes late');
    await priya.page.keyboard.press('Escape');
    await offersTo(priya, 'Bob L');
    await accepts(bob);
    const now = ({ page }: Person) => page.getByRole('region', { name: 'Now' });
    const brief = now(bob).getByRole('list', { name: 'From the brief' });
    await sees(brief.getByText('Plan from Priya N’s brief: roll back 812, then drain'));
    await brief.getByRole('button', { name: 'Use it: Plan' }).click();
    await sees(now(priya).getByText('roll back 812, then drain', { exact: true }));
    expect(await now(priya).getByRole('list', { name: 'From the brief' }).count()).toBe(0);
    await brief.getByRole('button', { name: 'No: Impact' }).click();
    await seesNoMore(brief);
    await joins(bob, new URL(bob.page.url()).pathname);
    await sees(now(bob).getByText('roll back 812, then drain', { exact: true }));
    expect(await brief.count()).toBe(0);
  });

  it("JR2 an offer without an answer expires: the giver is told and still commands, the receiver's dialog closes", async () => {
    const id = await fixture.declareWithTimes(priya, { offerSeconds: 6 });
    await joins(bob, `/rooms/${id}`);
    const dialog = bob.page.getByRole('dialog', { name: /offered you command/ });
    await Promise.all([sees(dialog), offersTo(priya, 'Bob L')]);
    await seesNoMore(dialog);
    await sees(priya.page.getByText(/expired without an answer/));
    await sees(priya.page.getByRole('button', { name: /^Hand off/ }));
  });

  it("JR3 the commander's browser crashes: the deputy reads who is gone and assumes command with a reason", async () => {
    const id = await fixture.declareWithTimes(priya, { deputyAfterSeconds: 2, anyoneAfterSeconds: 600 });
    const away = await fixture.comes('Sam O');
    await Promise.all([away, bob].map((person) => joins(person, `/rooms/${id}`)));
    await priya.page.getByRole('button', { name: 'Assign Deputy' }).click();
    await priya.page.getByRole('dialog').getByRole('radio', { name: /Bob L/ }).check();
    await priya.page.getByRole('button', { name: 'Ask them' }).click();
    await bob.page.getByRole('button', { name: 'Accept deputy' }).first().click();
    await offersTo(priya, 'Sam O');
    await accepts(away);
    await sees(bob.page.getByRole('region', { name: 'Change of command' }).getByText('Sam O'));
    await away.context.close();
    await sees(bob.page.getByText(/Sam O has command but has been disconnected/));
    await sees(priya.page.getByText(/Bob L can assume/).first());
    await bob.page.getByRole('button', { name: 'Assume command' }).first().click();
    const dialog = bob.page.getByRole('dialog', { name: 'Assume command' });
    await dialog.getByRole('textbox').fill('Sam lost the train');
    await dialog.getByRole('button', { name: 'Assume command' }).click();
    await sees(
      priya.page.getByRole('region', { name: 'Change of command' }).getByText(/Bob L is now Incident Commander/),
    );
    await sees(priya.page.getByRole('region', { name: 'Change of command' }).getByText(/assumed/));
  });

  it('JR4 two accept and withdraw in the same moment: one outcome, the same on every screen', async () => {
    await priya.page.goto('/');
    const path = await declare(priya, 'Search is slow for everybody', 3);
    await Promise.all([bob, ana].map((person) => joins(person, path)));
    await offersTo(priya, 'Bob L');
    const dialog = bob.page.getByRole('dialog', { name: /offered you command/ });
    await dialog.getByLabel(/First thing/).fill('look at the search cluster');
    await Promise.all([
      dialog.getByRole('button', { name: 'I have command' }).evaluate(press),
      priya.page.getByRole('button', { name: 'Withdraw' }).evaluate(press),
    ]);
    await seesNoMore(dialog);
    const commander = ({ page }: Person): Promise<string | null> =>
      page
        .getByRole('button', { name: /in command|provisional/ })
        .first()
        .textContent();
    await expect
      .poll(
        async () =>
          new Set(
            (await Promise.all([priya, bob, ana].map(commander))).map(
              (words) => /Priya N|Bob L/.exec(words ?? '')?.[0],
            ),
          ).size,
        { timeout: 30_000 },
      )
      .toBe(1);
  });
});
