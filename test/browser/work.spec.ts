/**
 * Journeys of work: everything that the commander and comms do on the screen, from the first fact to closing and
 * reopening. One room, one story; each step says what the others must see.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, joins, Fixture } from '../support/browser/room.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';

let fixture: Fixture;
let priya: Person;
let li: Person;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, li] = await Promise.all([fixture.administrator('Priya N'), fixture.comes('Li W')]);
  const path = await declare(priya, 'Checkout fails for customers in the EU', 3);
  await joins(li, path);
});

strikesAfterwards(() => fixture);

const log = ({ page }: Person) => page.getByRole('log');

/** Chooses from the incident's menu and waits for its dialog. */
async function choose({ page }: Person, item: string): Promise<ReturnType<Person['page']['getByRole']>> {
  await page.getByRole('button', { name: 'Incident', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
  const dialog = page.getByRole('dialog');
  await sees(dialog);
  return dialog;
}

describe.sequential('journeys of work', () => {
  it('JR30 severity, status, title and links are changed in their dialogs, and everyone reads it', async () => {
    let dialog = await choose(priya, 'Change severity');
    await dialog.getByLabel(/what’s the customer impact/).fill('40 % of EU card payments fail');
    await dialog.getByRole('radio', { name: /SEV1/ }).check({ force: true });
    await dialog.getByLabel('Reason, in one line').fill('errors doubled');
    await dialog.getByRole('button', { name: 'Set to SEV1' }).click();
    await sees(li.page.getByText('SEV1').first());
    await sees(li.page.getByRole('region', { name: 'Now' }).getByText('40 % of EU card payments fail'));
    dialog = await choose(priya, 'Change status');
    await dialog.getByRole('radio', { name: 'Mitigated' }).check({ force: true });
    await dialog.getByRole('button', { name: 'Set to mitigated' }).click();
    await sees(li.page.locator('header').getByText('Mitigated'));
    dialog = await choose(priya, 'Rename');
    await dialog.getByLabel('What’s broken, and who’s affected?').fill('Card payments fail in the EU');
    await dialog.getByRole('button', { name: 'Rename' }).click();
    await sees(li.page.getByRole('heading', { name: 'Card payments fail in the EU' }));
    dialog = await choose(priya, 'Bridge and runbook');
    await dialog.getByLabel('Bridge (call)').fill('https://meet.example.com/war-room');
    await dialog.getByRole('button', { name: 'Save links' }).click();
    await sees(li.page.getByRole('link', { name: /bridge/i }));
  });

  it('JR31 two people write the Now block: what someone else has changed is shown, not overwritten', async () => {
    await priya.page.getByRole('button', { name: 'Assign Scribe' }).click();
    await priya.page.getByRole('dialog').getByRole('radio', { name: /Li W/ }).check();
    await priya.page.getByRole('button', { name: 'Ask them' }).click();
    await li.page.getByRole('button', { name: 'Accept scribe' }).first().click();
    await priya.page.getByRole('button', { name: 'Edit: Plan' }).click();
    await priya.page.getByRole('textbox', { name: 'Plan' }).fill('roll back 812');
    await li.page.getByRole('button', { name: 'Edit: Plan' }).click();
    await li.page.getByRole('textbox', { name: 'Plan' }).fill('drain eu-1');
    await li.page.getByRole('button', { name: 'Save' }).click();
    await seesNoMore(li.page.getByRole('textbox', { name: 'Plan' }));
    await sees(priya.page.getByText('drain eu-1').first());
    expect(await priya.page.getByRole('textbox', { name: 'Plan' }).inputValue()).toBe('roll back 812');
    await priya.page.keyboard.press('Escape');
    await priya.page.getByRole('button', { name: 'Add an exit criterion' }).click();
    await priya.page.getByLabel('Exit criterion').fill('errors under 1 %');
    await priya.page.keyboard.press('Enter');
    await sees(li.page.getByText('errors under 1 %').first());
  });

  it('JR32 comms drafts for customers, the commander approves, comms publishes in two presses; an update is snoozed on the record', async () => {
    await priya.page.getByRole('button', { name: 'Assign External comms' }).click();
    await priya.page.getByRole('dialog').getByRole('radio', { name: /Li W/ }).check();
    await priya.page.getByRole('button', { name: 'Ask them' }).click();
    await li.page.getByRole('button', { name: 'Accept external comms' }).first().click();
    await li.page.getByRole('button', { name: /Write.*Customer/ }).click();
    await li.page
      .getByLabel('What’s happening, who’s affected, what we’re doing')
      .fill('Some card payments fail. We are on it.');
    await li.page.getByRole('button', { name: 'Ask for approval' }).click();
    await priya.page
      .getByRole('button', { name: /^(Review|Read)/ })
      .first()
      .click();
    await priya.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await li.page
      .getByRole('button', { name: /^Publish/ })
      .first()
      .click();
    const publish = li.page.getByRole('dialog', { name: 'Publish to customers' });
    await publish.getByRole('button', { name: 'Record as published' }).click();
    await publish.getByRole('button', { name: /Press again/ }).click();
    await sees(log(priya).getByText(/Customer update: Some card payments fail/));
    await priya.page.getByRole('button', { name: 'More: Internal updates' }).click();
    await priya.page.getByRole('menuitem', { name: 'Snooze' }).click();
    await priya.page.getByRole('dialog').getByLabel('Reason, in one line').fill('rollback ends at ten');
    await priya.page.getByRole('button', { name: 'Snooze' }).click();
    await sees(log(li).getByText(/rollback ends at ten/));
  });

  it('JR33 a line is corrected and another struck out, with reasons, and both stay readable', async () => {
    await li.page.getByLabel('Timeline line').fill('db-6 latency is four seconds');
    await li.page.keyboard.press('Enter');
    await sees(log(priya).getByText('db-6 latency is four seconds'));
    await log(li).getByText('db-6 latency is four seconds').hover();
    await li.page.getByRole('button', { name: /^More: db-6/ }).click();
    await li.page.getByRole('menuitem', { name: /Correct/ }).click();
    await li.page.getByLabel('What happened').last().fill('db-7 latency is four seconds');
    await li.page.getByRole('dialog').getByLabel('Reason, in one line').fill('it was db-7');
    await li.page.getByRole('dialog').getByRole('button', { name: 'Correct' }).click();
    await sees(log(priya).getByText('db-7 latency is four seconds'));
    await log(li).getByText('db-7 latency is four seconds').first().hover();
    await li.page.getByRole('button', { name: /^More: db-7/ }).click();
    await li.page.getByRole('menuitem', { name: /Strike/ }).click();
    await li.page.getByRole('dialog').getByLabel('Reason, in one line').fill('another customer');
    await li.page.getByRole('dialog').getByRole('button', { name: 'Strike out' }).click();
    await sees(log(priya).getByText(/another customer/));
    await sees(log(priya).getByText('db-7 latency is four seconds'));
  });

  it('JR34 closing asks about the criterion that is not met, names the commander as owner of the review unless another is chosen, and takes two presses; any responder may reopen', async () => {
    const dialog = await choose(priya, 'Close the incident');
    await dialog.getByLabel(/Not met/).fill('the provider confirmed it');
    await dialog.getByRole('button', { name: 'Close the incident' }).click();
    await dialog.locator('[data-command="incident.close"]').click();
    await sees(li.page.getByText('Closed', { exact: true }).first());
    await sees(li.page.getByText(/Incident closed\..* owns the review\./));
    const again = await choose(li, 'Reopen the incident');
    await again.getByLabel('Reason, in one line').fill('errors are back');
    await again.getByRole('button', { name: 'Reopen and take command' }).click();
    await sees(priya.page.getByRole('button', { name: /Li W.*provisional/ }));
    expect([...priya.complaints, ...li.complaints].filter((each) => !each.includes('401'))).toEqual([]);
  });
});
