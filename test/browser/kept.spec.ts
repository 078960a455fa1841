/**
 * Journeys of unsent text: what someone has begun is still there after a reload, Back, Esc and an expired session,
 * belongs to its writer alone, and is never cut.
 */
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Cable } from '../support/browser/network-cable.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, inRoom, joins, Fixture } from '../support/browser/room.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { call, OPERATOR } from '../support/server/server-process.ts';
import { until } from '../support/server/private-redis.ts';
import { chat, field, palette, tab } from '../support/browser/writing.ts';

const LONG = `First line of the trace\n${'x'.repeat(9_900)}\nthe end`;
const BEGINNING = 'First line of the trace …';

let fixture: Fixture;
let priya: Person;
let ana: Person;
let cable: Cable;
let path: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  priya = await fixture.administrator('Priya N');
  ({ person: ana, cable } = await fixture.comesByCable('Ana R'));
  path = await declare(priya, 'Checkout fails for customers in the EU', 2);
  await priya.page.keyboard.press('a');
  await joins(ana, path);
});

strikesAfterwards(() => fixture);

/** Another person signs in in this browser, whose session has ended; resolves with the earlier cookies. */
async function signsInHere(
  { page, context }: Person,
  name: string,
): Promise<Awaited<ReturnType<Person['context']['cookies']>>> {
  const before = await context.cookies();
  await context.clearCookies();
  const made = await call(fixture.server, 'POST', '/api/invites', { token: OPERATOR, body: { role: 'responder' } });
  await page.goto(new URL(String(made.body['url'])).pathname);
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: /^Join/ }).click();
  await sees(page.getByText('Join as'));
  return before;
}

describe.sequential('journeys of half-written words', () => {
  it("JR140 lines that wait for the link, half-written words, area and standing are their writer's: who signs in there next neither sees nor sends them, and the writer finds them again", async () => {
    const { page, context } = ana;
    await page.goto('/');
    await page.getByRole('radio', { name: 'Shadow' }).check();
    await page.getByRole('radio', { name: 'Responder' }).check();
    await page.getByLabel('My area').fill('database');
    await joins(ana, path);
    await tab(ana, 'Chat');
    cable.cut();
    await sees(page.getByRole('img', { name: /Connection: (?!live)/ }));
    await chat(ana).fill('queued by Ana');
    await chat(ana).press('Enter');
    await sees(page.getByText(/waiting for connection|not confirmed yet/));
    await chat(ana).fill('half a thought of Ana');
    await page.goto('about:blank');
    cable.mend();
    const anas = await signsInHere(ana, 'Bob L');
    expect(await page.getByLabel('My area').inputValue()).toBe('');
    await joins(ana, path);
    await tab(ana, 'Chat');
    expect(await chat(ana).inputValue()).toBe('');
    await chat(ana).fill('said by Bob');
    await chat(ana).press('Enter');
    await tab(priya, 'Chat');
    await sees(priya.page.getByRole('log').getByText('said by Bob'));
    expect(await priya.page.getByRole('log').getByText('queued by Ana').count()).toBe(0);
    await context.clearCookies();
    await context.addCookies(anas);
    await page.goto('/');
    expect(await page.getByLabel('My area').inputValue()).toBe('database');
    await joins(ana, path);
    await tab(ana, 'Chat');
    const line = priya.page.getByRole('log').getByRole('article').filter({ hasText: 'queued by Ana' });
    await sees(line);
    expect(await line.innerText()).toContain('Ana R');
    expect(await line.count()).toBe(1);
    expect(await chat(ana).inputValue()).toBe('half a thought of Ana');
  });

  it("JR141 a page whose browser has become someone else's while it had no link sends nothing under their name", async () => {
    const { page, context } = ana;
    cable.cut();
    await sees(page.getByRole('img', { name: /Connection: (?!live)/ }));
    await chat(ana).fill('second line of Ana');
    await chat(ana).press('Enter');
    const anas = await context.cookies();
    const made = await call(fixture.server, 'POST', '/api/invites', { token: OPERATOR, body: { role: 'responder' } });
    const came = await call(fixture.server, 'POST', '/api/session', {
      body: { code: String(made.body['url']).split('/').at(-1), name: 'Kim R' },
    });
    const [name = '', value = ''] = (came.headers.get('set-cookie') ?? '').split(';')[0]?.split('=') ?? [];
    await context.addCookies([{ name, value, domain: 'localhost', path: '/' }]);
    cable.mend();
    await sees(page.getByRole('heading', { name: 'You’re signed out' }));
    await context.clearCookies();
    await context.addCookies(anas);
    await joins(ana, path);
    await tab(ana, 'Chat');
    const line = priya.page.getByRole('log').getByRole('article').filter({ hasText: 'second line of Ana' });
    await sees(line);
    expect(await line.innerText()).toContain('Ana R');
  });

  it('JR142 what was begun in any field is there again after Esc and a reload, until it is sent or discarded', async () => {
    const { page } = priya;
    const begun: ReadonlyArray<readonly [open: () => Promise<void>, of: Locator, text: string]> = [
      [async () => tab(priya, 'Chat'), chat(priya), 'chat begun'],
      [async () => tab(priya, 'Timeline'), field(priya, 'Timeline line'), 'note begun'],
      [
        async () => palette(priya, 'write an update', 'Write an update'),
        field(priya, /What’s happening, who’s/),
        'update begun',
      ],
      [
        async () => palette(priya, 'assign', /Assign a task/),
        field(priya, 'Who does what, and for how long'),
        'Ana check the replicas',
      ],
      [async () => palette(priya, 'propose', /^Propose/), field(priya, /I propose that we/), 'drain eu-1'],
      [
        async () => palette(priya, 'severity', /Change (the )?severity/),
        field(priya, 'Reason, in one line'),
        'errors doubled',
      ],
      [async () => page.getByRole('button', { name: 'Edit: Impact' }).click(), field(priya, 'Impact'), 'EU cards fail'],
    ];
    const closes = async (): Promise<void> => {
      await page.keyboard.press('Escape');
      await seesNoMore(page.getByRole('dialog'));
    };
    for (const [open, of, text] of begun) {
      await open();
      await of.fill(text);
      await closes();
    }
    await page.reload();
    await inRoom(priya);
    // The Now block shows it by itself; a dialog once it is opened again.
    expect(await field(priya, 'Impact').inputValue()).toBe('EU cards fail');
    for (const [open, of, text] of begun.slice(0, -1)) {
      await open();
      expect(await of.inputValue()).toBe(text);
      await closes();
    }
    await palette(priya, 'propose', /^Propose/);
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    expect(await field(priya, /I propose that we/).inputValue()).toBe('');
    await closes();
    await palette(priya, 'write an update', 'Write an update');
    await page.getByRole('button', { name: 'Post update' }).click();
    await seesNoMore(page.getByRole('dialog'));
    await page.reload();
    await inRoom(priya);
    for (const [open, of] of [begun[2], begun[4]].filter((each) => each !== undefined)) {
      await open();
      expect(await of.inputValue()).toBe('');
      await closes();
    }
  });

  it('JR377 that a text is not sent yet is said below its field, and covers and moves nothing beside it', async () => {
    const { page } = priya;
    const bottomOf = async (part: Locator): Promise<number> => {
      const box = await part.boundingBox();
      return (box?.y ?? 0) + (box?.height ?? 0);
    };
    const says = page.getByText('Not sent yet.').filter({ visible: true });
    await page.goto('/');
    const sentence = page.getByLabel('What’s broken, and who’s affected?');
    await sentence.fill('Refunds fail');
    await page.reload();
    await sees(says);
    const sign = page.locator('form kbd');
    expect(await bottomOf(sign)).toBeLessThan(await bottomOf(sentence));
    await page.getByRole('button', { name: 'Discard' }).click();
    await joins(priya, path);
    const now = page.getByRole('region', { name: 'Now' });
    await now.getByRole('button', { name: 'Discard' }).click();
    const adds = page.getByRole('button', { name: 'Add an exit criterion' });
    await adds.click();
    const line = field(priya, 'Exit criterion');
    await line.fill('errors under 1 %');
    await line.press('Escape');
    await adds.click();
    const form = page.locator('form').filter({ has: line });
    expect((await form.getByText('Not sent yet.').boundingBox())?.y).toBeGreaterThanOrEqual(await bottomOf(line));
    expect(Math.abs((await bottomOf(form.getByRole('button', { name: 'Add' }))) - (await bottomOf(line)))).toBeLessThan(
      8,
    );
    await form.getByRole('button', { name: 'Discard' }).click();
    await line.press('Escape');
  });

  it('JR143 two tabs of one person write in one draft: neither goes on from an older text', async () => {
    const other = await priya.context.newPage();
    await other.goto(path);
    await inRoom({ page: other });
    await tab({ page: other }, 'Chat');
    await tab(priya, 'Chat');
    expect(await chat({ page: other }).inputValue()).toBe('chat begun');
    await chat(priya).fill('written in the first tab');
    await until(
      'the other tab has it',
      async () => (await chat({ page: other }).inputValue()) === 'written in the first tab',
    );
    await chat({ page: other }).press('End');
    await chat({ page: other }).pressSequentially(', and in the second');
    await until(
      'the first has both',
      async () => (await chat(priya).inputValue()) === 'written in the first tab, and in the second',
    );
    await chat({ page: other }).press('Enter');
    await until('it is gone in both', async () => (await chat(priya).inputValue()) === '');
    await other.close();
  });

  it('JR144 a line that the server refuses comes back into its field, with what was begun there since', async () => {
    const { page } = priya;
    await tab(priya, 'Chat');
    await chat(priya).click();
    // Half of a surrogate pair, which a log must not contain.
    await page.evaluate(() => document.execCommand('insertText', false, 'broken \ud83d word'));
    await page.keyboard.press('Enter');
    await sees(page.getByRole('alert'));
    await until('the words are back', async () => (await chat(priya).inputValue()).includes('word'));
    await chat(priya).fill('');
  });

  it('JR145 a text that is too long stays whole, says how long it is and how much fits; its button says why it waits, and in the chat it becomes a file', async () => {
    const { page } = priya;
    await tab(priya, 'Chat');
    await chat(priya).click();
    await page.evaluate((text) => navigator.clipboard.writeText(text), LONG);
    await page.keyboard.press('Control+v');
    expect((await chat(priya).inputValue()).length).toBe(LONG.length);
    await sees(page.getByText(`This text has ${LONG.length.toLocaleString('en')} characters; the limit is 4,000.`));
    await page.keyboard.press('Enter');
    expect((await chat(priya).inputValue()).length).toBe(LONG.length);
    await page.getByRole('button', { name: 'Add it as a file instead' }).click();
    await until('its beginning is in the line', async () => (await chat(priya).inputValue()) === BEGINNING);
    const files = page.getByRole('list', { name: 'Files on this line' });
    await files.getByRole('button', { name: 'Remove First line of the trace.txt' }).click();
    await seesNoMore(files);
    await page.getByRole('button', { name: 'Put it back' }).click();
    await sees(files.getByText('First line of the trace.txt'));
    await chat(priya).click();
    await page.keyboard.press('Enter');
    await sees(priya.page.getByRole('log').getByText(BEGINNING));
    const stored = await page.evaluate(async (room) => {
      const { commits } = (await (await fetch(`/api${room}/log?limit=500`)).json()) as {
        commits: Array<{ events: Array<{ data: { attachments?: Array<{ id: string }> } }> }>;
      };
      const id = commits
        .flatMap(({ events }) => events)
        .flatMap(({ data }) => data.attachments ?? [])
        .at(-1)?.id;
      return (await fetch(`/api${room}/attachments/${id}`)).text();
    }, path);
    expect(stored).toBe(LONG);
    expect(await chat(priya).inputValue()).toBe('');
    await palette(priya, 'write an update', 'Write an update');
    const update = field(priya, /What’s happening, who’s/);
    await update.fill('y'.repeat(3_700));
    await sees(page.getByText('3,700 of 4,000 characters'));
    await update.fill('y'.repeat(4_100));
    const send = page.getByRole('button', { name: 'Post update' });
    expect(await send.getAttribute('aria-disabled')).toBe('true');
    await send.hover();
    await sees(
      page.getByRole('tooltip').filter({ hasText: '4,100 characters; the limit is 4,000. Shorten it by 100.' }),
    );
    await update.fill('');
    await page.keyboard.press('Escape');
  });

  it('JR146 an offer that was not taken begins again with its brief', async () => {
    const { page } = priya;
    await palette(priya, 'hand', /Hand (off|over)/);
    await page.getByRole('dialog').getByRole('radio', { name: /Ana R/ }).check();
    await page.getByRole('dialog').getByRole('radio', { name: 'Worse' }).check();
    await field(priya, /If this happens/).fill('p99 above 2 s: fail over to eu-2');
    await page.getByRole('button', { name: /^Offer (command|anyway)$/ }).click();
    await ana.page.getByRole('dialog').getByRole('button', { name: 'Decline…' }).click();
    await ana.page.getByLabel('Reason').fill('no laptop');
    await ana.page.getByRole('button', { name: 'Decline command' }).click();
    await page.getByRole('button', { name: 'Offer again' }).click();
    expect(await field(priya, /If this happens/).inputValue()).toBe('p99 above 2 s: fail over to eu-2');
    expect(await page.getByRole('dialog').getByRole('radio', { name: 'Worse' }).isChecked()).toBe(true);
  });

  it('JR147 Back closes the open dialog and not the room, and keeps its words', async () => {
    const { page } = priya;
    await page.getByRole('button', { name: 'Not now' }).click();
    await seesNoMore(page.getByRole('dialog'));
    await palette(priya, 'write an update', 'Write an update');
    const update = field(priya, /What’s happening, who’s/);
    await update.fill('written before Back');
    await page.goBack();
    await seesNoMore(page.getByRole('dialog'));
    expect(new URL(page.url()).pathname).toBe(path);
    await palette(priya, 'write an update', 'Write an update');
    expect(await update.inputValue()).toBe('written before Back');
    await update.fill('');
    await page.keyboard.press('Escape');
    await seesNoMore(page.getByRole('dialog'));
  });

  it('JR286 what opens a form in which text waits is marked, in every tab and on a phone, without moving anything; sending or discarding takes the mark away', async () => {
    const { page } = priya;
    const other = await priya.context.newPage();
    await other.goto(path);
    await inRoom({ page: other });
    await tab({ page: other }, 'Timeline');
    const half = (of: Locator) => (): Promise<void> => of.fill('half of it');
    const forms: ReadonlyArray<readonly [words: string, entry: RegExp, write: () => Promise<void>, button: string]> = [
      ['write an update', /^Write an update/, half(field(priya, /What’s happening, who’s/)), 'Write'],
      ['hand off', /^Hand off/, half(field(priya, /If this happens/)), 'Hand off'],
      ['assign', /^Assign a task/, half(field(priya, 'Who does what, and for how long')), 'Assign'],
      ['propose', /^Propose/, half(field(priya, /I propose that we/)), 'Propose'],
      ['rename', /^Rename/, half(field(priya, /What’s broken/)), 'Checkout fails'],
      ['change severity', /^Change severity/, half(field(priya, 'Reason, in one line')), 'SEV'],
      ['close the', /^Close the incident/, () => page.getByRole('checkbox', { name: /^Ana R/ }).check(), 'Incident'],
    ];
    const marked = (where: Page, name: string): Locator =>
      where.getByRole('button', { name: new RegExp(`^${name}.*Draft waiting`) }).first();
    const title = page.getByRole('heading', { level: 1 });
    const before = await title.boundingBox();
    for (const [words, entry, write, button] of forms) {
      await palette(priya, words, entry);
      await write();
      await page.keyboard.press('Escape');
      await seesNoMore(page.getByRole('dialog'));
      for (const where of [page, other]) await sees(marked(where, button));
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'What do you want to do?' }).fill(words);
      await sees(page.getByRole('option', { name: entry }).first().getByRole('img', { name: 'Draft waiting' }));
      await page.keyboard.press('Escape');
    }
    await palette(priya, 'new timeline', /^New timeline line/);
    await field(priya, 'Timeline line').fill('db-6 is slow');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('db-6 is slow').hover();
    await page.getByRole('button', { name: /^More: db-6/ }).click();
    await page.getByRole('menuitem', { name: /^Correct/ }).click();
    await field(priya, /^Reason/).fill('it was db-7');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Edit: Plan' }).click();
    await field(priya, 'Plan').fill('drain eu-1');
    await page.keyboard.press('Escape');
    for (const name of ['More: db-6', 'Edit: Plan']) await sees(marked(other, name));
    expect(await title.boundingBox()).toEqual(before);
    await other.setViewportSize({ width: 390, height: 844 });
    await sees(other.getByRole('tab', { name: 'Tasks Draft waiting' }));
    await palette(priya, 'assign', /^Assign a task/);
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await page.keyboard.press('Escape');
    await palette(priya, 'propose', /^Propose/);
    await page.getByRole('button', { name: 'Decide now, without asking' }).click();
    await seesNoMore(page.getByRole('dialog'));
    for (const name of ['Assign', 'Propose']) await seesNoMore(marked(page, name));
    await seesNoMore(other.getByRole('tab', { name: 'Tasks Draft waiting' }));
    await seesNoMore(marked(other, 'Propose'));
    await other.close();
  });

  it('JR289 what was chosen in a form is there again after a reload with what was written in it', async () => {
    const { page } = priya;
    const radio = (name: RegExp): Locator => page.getByRole('dialog').getByRole('radio', { name });
    const reason = field(priya, /^Reason/);
    const forms: ReadonlyArray<readonly [words: string, entry: RegExp, choice: Locator, of: Locator | null]> = [
      ['change status', /^Change status/, radio(/Mitigated/), reason],
      ['change severity', /^Change severity/, radio(/SEV1/), reason],
      ['close the', /^Close the incident/, page.getByRole('checkbox', { name: /^Ana R/ }), null],
    ];
    const back = async (): Promise<void> => {
      await page.keyboard.press('Escape');
      await seesNoMore(page.getByRole('dialog'));
    };
    for (const [words, entry, choice, of] of forms) {
      await palette(priya, words, entry);
      await choice.check();
      await of?.fill('chosen for a reason');
      await back();
    }
    await page.getByRole('button', { name: 'More: Customer updates' }).click();
    await page.getByRole('menuitem', { name: /^Update schedule/ }).click();
    await radio(/^120 min/).check();
    await reason.fill('nothing changes so fast');
    await page.reload();
    await inRoom(priya);
    for (const [words, entry, choice, of] of forms) {
      await palette(priya, words, entry);
      await sees(choice);
      expect(await choice.isChecked(), words).toBe(true);
      if (of !== null) expect(await of.inputValue()).toBe('chosen for a reason');
      await back();
    }
    await page.getByRole('button', { name: 'More: Customer updates. Draft waiting' }).click();
    await page.getByRole('menuitem', { name: /^Update schedule/ }).click();
    expect(await radio(/^120 min/).isChecked()).toBe(true);
    expect(await reason.inputValue()).toBe('nothing changes so fast');
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    expect(await radio(/^120 min/).isChecked()).toBe(false);
    await back();
    const pages: ReadonlyArray<readonly [words: string, entry: RegExp, of: string]> = [
      ['template', /^Document template/, 'Headings, one per line'],
      ['my account', /^My account/, 'Your name'],
      ['add a person', /^Add a person/, 'Name'],
    ];
    for (const [words, entry, label] of pages) {
      await palette(priya, words, entry);
      const of = page.getByLabel(label, { exact: true });
      await of.fill('half of it');
      await page.reload();
      await palette(priya, words, entry);
      await sees(of);
      expect(await of.inputValue(), words).toBe('half of it');
      await page.keyboard.press('Escape');
    }
  });

  it('JR290 a name typed on the page of a link is there again after a reload, in that tab and for that link only, and is gone once it was used', async () => {
    const link = async (): Promise<string> => {
      const made = await call(fixture.server, 'POST', '/api/invites', { token: OPERATOR, body: { role: 'responder' } });
      return new URL(String(made.body['url'])).pathname;
    };
    const [first, second] = [await link(), await link()];
    const { page } = await fixture.testBrowser.person({ baseURL: fixture.server.url });
    const name = page.getByLabel('Your name');
    await page.goto(first);
    await name.fill('Kim');
    await page.getByLabel('Your area (optional)').fill('database');
    await page.reload();
    await sees(name);
    expect(await name.inputValue()).toBe('Kim');
    expect(await page.getByLabel('Your area (optional)').inputValue()).toBe('database');
    await page.goto(second);
    await sees(name);
    expect(await name.inputValue()).toBe('');
    await page.goto(first);
    await page.getByRole('button', { name: /^Join/ }).click();
    await sees(page.getByText('Join as'));
    expect(await page.evaluate(() => sessionStorage.getItem('watchfloor.newcomer'))).toBeNull();
  });
});
