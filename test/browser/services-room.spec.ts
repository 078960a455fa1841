/** The service map in an incident: found before anything is added, and its owners at one glance. */
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { declare, Fixture, joins } from '../support/browser/room.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';

let fixture: Fixture;
let priya: Person;
let bob: Person;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, bob] = await Promise.all([fixture.administrator('Priya N'), fixture.comes('Bob L')]);
  const made = await priya.page.evaluate(async () =>
    Promise.all(
      [
        { id: 'checkout', name: 'Checkout', owner: { name: 'Ana S' } },
        { id: 'mail', name: 'Mail', owner: { name: 'Gus G' } },
      ].map(async ({ id, ...service }) => {
        const answer = await fetch(`/api/services/${id}`, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(service),
        });
        return answer.status;
      }),
    ),
  );
  expect(
    made.every((status) => status < 300),
    String(made),
  ).toBe(true);
  await joins(bob, await declare(priya, 'Checkout fails for customers in the EU', 2));
});

strikesAfterwards(() => fixture);

const dialog = ({ page }: Person, name: string): Locator => page.getByRole('dialog', { name });

describe.sequential('the service map in an incident', () => {
  it('JR365 a part of a service’s name finds it before anything is added, and a name that is not on the map can still be added', async () => {
    await priya.page.getByRole('button', { name: 'Set impacted services' }).click();
    const pick = dialog(priya, 'Impacted services');
    const line = pick.getByLabel('Search the map, or type another name');
    await line.fill('check');
    await line.press('Enter');
    await sees(pick.getByRole('button', { name: 'Set one service' }));
    expect(await pick.getByRole('checkbox', { checked: true }).count()).toBe(1);
    await line.fill('fax gateway');
    await pick.getByRole('button', { name: 'Add “fax gateway”, which is not on the map' }).click();
    await pick.getByRole('button', { name: 'Set 2 services' }).click();
    const impacted = bob.page.getByRole('region', { name: 'Impacted services' });
    await sees(impacted.getByText('Checkout'));
    await sees(impacted.getByText('fax gateway'));
  });

  it('JR371 services that were chosen and not set yet are there after a reload, until they are set or one starts over', async () => {
    const open = (): Promise<void> => priya.page.getByRole('button', { name: 'Set impacted services' }).click();
    const pick = dialog(priya, 'Impacted services');
    await open();
    await pick.getByRole('checkbox', { name: /Mail/ }).check();
    await pick.getByLabel('Search the map, or type another name').fill('old print');
    await priya.page.reload();
    await open();
    await sees(pick.getByRole('button', { name: 'Set 3 services' }));
    await sees(pick.getByRole('button', { name: 'Add “old print”, which is not on the map' }));
    await pick.getByRole('button', { name: 'Start over' }).click();
    await sees(pick.getByRole('button', { name: 'Set 2 services' }));
    await priya.page.keyboard.press('Escape');
    await seesNoMore(pick);
  });

  it('JR274 a name that is typed and not added is not lost when the services are set: the field says what to do', async () => {
    const set = priya.page.getByRole('button', { name: 'Set impacted services' });
    await set.click();
    const pick = dialog(priya, 'Impacted services');
    const line = pick.getByLabel('Search the map, or type another name');
    await line.fill('Fraud engine');
    await pick.getByRole('button', { name: 'Set 2 services' }).click();
    await sees(pick.getByText('Add “Fraud engine” to the services, or clear the field.'));
    expect(await line.inputValue()).toBe('Fraud engine');
    expect(await line.evaluate((input) => input === document.activeElement)).toBe(true);
    await line.press('Enter');
    await pick.getByRole('button', { name: 'Set 3 services' }).click();
    await seesNoMore(pick);
    await sees(bob.page.getByRole('region', { name: 'Impacted services' }).getByText('Fraud engine'));
    // A part of a name that led to a tick is not left over.
    await set.click();
    await line.fill('mai');
    await pick.getByRole('checkbox', { name: /Mail/ }).check();
    await pick.getByRole('button', { name: 'Set 4 services' }).click();
    await seesNoMore(pick);
    await sees(bob.page.getByRole('region', { name: 'Impacted services' }).getByText('Mail'));
  });

  it('JR366 “Who owns this?” shows the owner at once, and after a part of a name', async () => {
    await bob.page.getByRole('button', { name: 'Who owns this?', exact: true }).click();
    const owners = dialog(bob, 'Who owns this?');
    await sees(owners.getByRole('article', { name: 'Checkout' }).getByText('Ana S'));
    await sees(owners.getByRole('button', { name: /Mail.*Gus G/ }));
    await owners.getByLabel('Service or person').fill('mai');
    await sees(owners.getByRole('article', { name: 'Mail' }).getByText('Gus G'));
    await bob.page.keyboard.press('Escape');
  });

  it('JR367 the dialog that closes an incident is one column, in which each person stands alone with what they do', async () => {
    await priya.page.locator('header').getByRole('button', { name: 'Incident' }).click();
    await priya.page.getByRole('menuitem', { name: 'Close the incident' }).click();
    const people = dialog(priya, 'Close the incident').getByRole('group', { name: /Who stays reachable/ });
    await sees(people.getByText('Bob L'));
    const boxes = await people.locator('label').evaluateAll((labels) =>
      labels.map((label) => {
        const { left, top } = label.getBoundingClientRect();
        return { left, top };
      }),
    );
    expect(new Set(boxes.map(({ left }) => left)).size).toBe(1);
    expect(new Set(boxes.map(({ top }) => top)).size).toBe(boxes.length);
    await priya.page.keyboard.press('Escape');
    await seesNoMore(dialog(priya, 'Close the incident'));
  });

  it('JR404 impacted services are chosen in the form that declares, survive a reload, and their owner is known in the room at once', async () => {
    const { page } = bob;
    await page.goto('/');
    await page.getByLabel('What’s broken, and who’s affected?').fill('Mail is late');
    await page.getByRole('radio', { name: /SEV3/ }).check();
    const form = page.getByRole('form', { name: 'Declare an incident' });
    await form.getByText('Impacted services').click();
    const line = form.getByLabel('Search the map, or type another name');
    await line.fill('mai');
    await sees(form.getByText('Gus G'));
    await form.getByRole('button', { name: 'Declare the incident' }).click();
    await sees(form.getByText('A service is typed and not chosen yet.'));
    await line.press('Enter');
    await page.reload();
    expect(await form.getByRole('checkbox', { name: /Mail/ }).isChecked()).toBe(true);
    await form.getByRole('button', { name: 'Declare the incident' }).click();
    await page.waitForURL(/\/rooms\/inc-/);
    await page.getByRole('region', { name: 'Impacted services' }).getByRole('button', { name: /^Mail/ }).click();
    await sees(page.getByRole('dialog').getByText('Gus G').first());
  });
});
