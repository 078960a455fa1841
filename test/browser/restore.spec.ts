/**
 * Journeys of restoring: an administrator restores the document to a moment while others have it open, and the pane
 * says so where a part of it can't be read.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { documentKey } from '../../server/scribe/store/keys.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, joins, paper, Fixture } from '../support/browser/room.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { until } from '../support/server/private-redis.ts';
import { palette, tab } from '../support/browser/writing.ts';

let fixture: Fixture;
let priya: Person;
let ana: Person;
let began = 0;

beforeAll(async () => {
  fixture = await Fixture.set();
  priya = await fixture.administrator('Priya N');
  ana = await fixture.comes('Ana R');
});

strikesAfterwards(() => fixture);

/** What an administrator does in the dialog. */
async function restores(
  person: Person,
  { to, showing, why }: { to: string; showing: string; why: string },
): Promise<void> {
  await dialog(person).getByLabel(/^Time/).fill(to.slice(11));
  await sees(
    dialog(person)
      .getByRole('region', { name: /^The document at/ })
      .getByText(showing),
  );
  await dialog(person).getByRole('textbox', { name: 'Reason, in one line' }).fill(why);
  await dialog(person).getByRole('button', { name: 'Restore the document' }).click();
  await sees(dialog(person).getByText('Everyone’s document changes to the text above.'));
  await dialog(person)
    .getByRole('button', { name: /^Restore to \d\d:\d\d:\d\dZ for everyone/ })
    .click();
  await sees(person.page.getByText(/^The document is restored to/));
}

/** To the second, in UTC, as the field writes it; that second has passed. */
async function secondThatPassed(): Promise<string> {
  const now = Math.ceil(Date.now() / 1000) * 1000;
  await until('that second has passed', () => Date.now() > now + 1000);
  return new Date(now).toISOString().slice(0, 19);
}

const dialog = ({ page }: Person) => page.getByRole('dialog', { name: 'Restore an earlier version' });
const left = ({ page }: Person) => page.getByRole('region', { name: 'Rest of the document, read-only' });
const saved = ({ page }: Person) =>
  page.getByRole('region', { name: 'Scribe document' }).getByText('saved', { exact: true });

describe('restoring', () => {
  it("JR185 an administrator sees the document as it was and restores it in two presses; the other's page shows it and writes on, the timeline says who and why", async () => {
    const path = await declare(priya, 'Checkout fails for customers in the EU', 2);
    await joins(ana, path);
    await paper(ana).click();
    await ana.page.keyboard.type('errors began at 03:02');
    await sees(paper(priya).getByText('errors began at 03:02'));
    const good = await secondThatPassed();
    await ana.page.keyboard.press('Control+a');
    await ana.page.keyboard.press('Delete');
    await ana.page.keyboard.type('oops');
    await sees(paper(priya).getByText('oops'));
    expect(await ana.page.getByRole('button', { name: 'Restore an earlier version' }).count()).toBe(0);
    await palette(priya, 'bring back deleted', /Restore an earlier version/);
    await restores(priya, { to: good, showing: 'errors began at 03:02', why: 'all of it was deleted' });
    await sees(paper(ana).getByText('errors began at 03:02'));
    await seesNoMore(paper(ana).getByText('oops'));
    await paper(ana).getByText('errors began at 03:02').click();
    await ana.page.keyboard.press('End');
    await ana.page.keyboard.type(', and fell');
    await sees(paper(priya).getByText('errors began at 03:02, and fell'));
    await tab(ana, 'Timeline');
    await sees(
      ana.page
        .getByRole('log')
        .getByText(/Priya N restored the document to how it was on .* UTC: all of it was deleted/),
    );
    expect([...priya.complaints, ...ana.complaints].filter((each) => !each.includes('401'))).toEqual([]);
  });

  it('JR187 words that someone typed without a connection into a line that was deleted and restored come back', async () => {
    const { person: bob, cable } = await fixture.comesByCable('Bob L');
    await joins(bob, new URL(priya.page.url()).pathname);
    await paper(bob).getByText('and fell').click();
    const good = await secondThatPassed();
    cable.cut();
    await sees(bob.page.getByRole('img', { name: /Connection: (?!live)/ }));
    await bob.page.keyboard.press('End');
    await bob.page.keyboard.type(' from the tunnel');
    await paper(ana).click();
    await ana.page.keyboard.press('Control+a');
    await ana.page.keyboard.press('Delete');
    await seesNoMore(paper(priya).getByText('and fell'));
    await priya.page.getByRole('button', { name: 'Restore an earlier version' }).click();
    await restores(priya, { to: good, showing: 'and fell', why: 'deleted again' });
    cable.mend();
    for (const person of [priya, ana, bob]) {
      await sees(paper(person).getByText('from the tunnel'));
      await sees(paper(person).getByText('and fell'));
    }
  });

  it('JR211 a document that does not open because an entry is lost on which others rest shows its last good state as text, read-only, and says since when something is missing', async () => {
    await priya.page.goto('/');
    const path = await declare(priya, 'Logins fail', 3);
    const room = path.split('/').at(-1) ?? '';
    await sees(saved(priya));
    await ana.page.goto('/');
    await priya.page.goto('/');
    const client = fixture.redis.client();
    const key = documentKey('wf', room, 'log');
    const [last] = await client.xrevrange(key, '+', '-', 'COUNT', 1);
    const from = Number.parseInt(last?.[0] ?? '0', 10);
    began = Date.now();
    for (const [at, update] of typed(['db-3 is full. ', 'lost. ', 'rests on it. ']).entries())
      if (at !== 1) await client.xadd(key, `${from + at + 1}-0`, 't', began + at, 'u', Buffer.from(update));
    client.disconnect();
    await joins(ana, path);
    await joins(priya, path);
    for (const { page } of [ana, priya])
      await sees(
        page.getByText(/Part of this document can’t be read: something written since \d\d:\d\d:\d\dZ on .* is missing/),
      );
    for (const person of [ana, priya]) await sees(left(person).getByText('db-3 is full.'));
    expect(await ana.page.getByRole('button', { name: 'Restore', exact: true }).count()).toBe(0);
  });

  it('JR186 where a part cannot be read the pane says since when, and no more once an administrator has restored it', async () => {
    for (const { page } of [ana, priya])
      await sees(page.getByText(/Part of this document can’t be read: something written since/));
    await priya.page.getByRole('button', { name: 'Restore', exact: true }).click();
    await restores(priya, {
      to: new Date(began + 1000).toISOString().slice(0, 19),
      showing: 'db-3 is full.',
      why: 'its log is damaged',
    });
    await sees(paper(ana).getByText('db-3 is full.'));
    for (const { page } of [ana, priya]) await seesNoMore(page.getByText(/Part of this document can’t be read/));
    for (const person of [ana, priya]) expect(await left(person).count()).toBe(0);
    await paper(ana).getByText('db-3 is full.').click();
    await ana.page.keyboard.press('End');
    await ana.page.keyboard.type('Cleaned.');
    await sees(paper(priya).getByText('Cleaned.'));
  });
});

/** One paragraph with one update for each word. */
function typed(words: readonly string[]): Uint8Array[] {
  const [writing, updates] = [new Y.Doc(), [] as Uint8Array[]];
  const text = new Y.XmlText();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [text]);
  writing.on('update', (update: Uint8Array) => updates.push(update));
  words.forEach((word, at) =>
    writing.transact(() => {
      if (at === 0) writing.getXmlFragment('scribe').insert(0, [paragraph]);
      text.insert(text.length, word);
    }),
  );
  return updates;
}
