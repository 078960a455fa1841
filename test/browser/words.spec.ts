/**
 * Journeys of text: what one person types reaches the others, in chat, on the timeline and in the document, also across
 * two servers, and nothing is lost when two type at once or the network fails.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, inRoom, joins, paper, Fixture } from '../support/browser/room.ts';
import { sees, type Person } from '../support/browser/browser.ts';

let fixture: Fixture;
let priya: Person;
let bob: Person;
let path: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  const second = await fixture.anotherServer();
  [priya, bob] = await Promise.all([fixture.administrator('Priya N'), fixture.comes('Bob L', { at: second.url })]);
  path = await declare(priya, 'Checkout fails for customers in the EU', 2);
  await joins(bob, path);
});

strikesAfterwards(() => fixture);

const chat = ({ page }: Person) => page.getByRole('tab', { name: /Chat/ });
const timeline = ({ page }: Person) => page.getByRole('tab', { name: /Timeline/ });
const lines = ({ page }: Person) => page.getByRole('log');

describe('journeys of words', () => {
  it("JR10 a TL line in the chat is on everyone's timeline, on the other server too", async () => {
    await chat(priya).click();
    await priya.page.getByLabel('Message', { exact: true }).fill('TL rollback of 812 started');
    await priya.page.keyboard.press('Enter');
    await sees(lines(bob).getByText('rollback of 812 started'));
    await timeline(priya).click();
    await sees(lines(priya).getByText('rollback of 812 started'));
  });

  it('JR114 the keys that lead to the line of the chat and of the timeline do so as often as they are pressed', async () => {
    const { keyboard } = priya.page;
    const line = (name: string) => priya.page.getByRole('textbox', { name, exact: true });
    for (const [key, name, words] of [
      ['/', 'Message', 'he'],
      ['/', 'Message', 'llo'],
      ['n', 'Timeline line', 'no'],
      ['/', 'Message', '!'],
      ['n', 'Timeline line', 'w'],
    ] as const) {
      await keyboard.press(key);
      await keyboard.type(words);
      await sees(line(name).and(priya.page.locator(':focus')));
      // The list that closed has left the page by then.
      await expect.poll(() => priya.page.getByRole('tabpanel', { includeHidden: true }).count()).toBe(1);
      await keyboard.press('Escape');
    }
    expect(await line('Timeline line').inputValue()).toBe('now');
    await chat(priya).click();
    expect(await line('Message').inputValue()).toBe('hello!');
    await line('Message').fill('');
    await timeline(priya).click();
    await line('Timeline line').fill('');
  });

  it("JR11 a TL line in the document is on everyone's timeline, once", async () => {
    await paper(bob).click();
    await bob.page.keyboard.type('TL error rate down to 22 %');
    await bob.page.keyboard.press('Enter');
    await sees(lines(priya).getByText('error rate down to 22 %'));
    await sees(paper(priya).getByText('error rate down to 22 %'));
    await bob.page.keyboard.press('ArrowUp');
    await bob.page.keyboard.press('ArrowDown');
    await bob.page.keyboard.type('after it');
    await sees(paper(priya).getByText('after it'));
    expect(await lines(priya).getByText('error rate down to 22 %').count()).toBe(1);
  });

  it('JR12 two people type at once, and both texts survive on both screens and a reload', async () => {
    await paper(priya).click();
    await priya.page.keyboard.press('Control+End');
    await priya.page.keyboard.press('Enter');
    await paper(bob).click();
    await bob.page.keyboard.press('Control+Home');
    await Promise.all([
      priya.page.keyboard.type('support counts 31 tickets from Germany and France', { delay: 12 }),
      bob.page.keyboard.type('db-7 latency is at four seconds since 03:31 ', { delay: 12 }),
    ]);
    // The gutter says who began each line, also on someone else's screen and while they go on typing.
    await sees(paper(priya).locator('[data-by="BL"]'));
    await sees(paper(bob).locator('[data-by="PN"]'));
    for (const person of [priya, bob]) {
      await sees(paper(person).getByText('support counts 31 tickets from Germany and France'));
      await sees(paper(person).getByText('db-7 latency is at four seconds since 03:31'));
    }
    await sees(priya.page.getByText('saved', { exact: true }));
    await bob.page.reload();
    await inRoom(bob);
    await sees(paper(bob).getByText('support counts 31 tickets from Germany and France'));
    expect(await paper(bob).innerText()).toContain('db-7 latency is at four seconds since 03:31');
  });

  it('JR13 the network goes away: the screen says so, unsent text is kept, and everything is there when it is back', async () => {
    const { person: ana, cable } = await fixture.comesByCable('Ana S');
    await joins(ana, path);
    await sees(priya.page.getByText('3 here'));
    cable.cut();
    await sees(ana.page.getByText(/No response from the server|Disconnected/).filter({ visible: true }));
    await chat(ana).click();
    await ana.page.getByLabel('Message', { exact: true }).fill('the payment provider confirms it');
    await ana.page.keyboard.press('Enter');
    await sees(ana.page.getByText('the payment provider confirms it'));
    await paper(ana).click();
    await ana.page.keyboard.press('Control+End');
    await ana.page.keyboard.press('Enter');
    await ana.page.keyboard.type('written in the dark');
    await chat(priya).click();
    await priya.page.getByLabel('Message', { exact: true }).fill('we go on without Ana');
    await priya.page.keyboard.press('Enter');
    cable.mend();
    await sees(ana.page.getByText(/You were away/));
    await sees(lines(ana).getByText('we go on without Ana'));
    await sees(lines(priya).getByText('the payment provider confirms it'));
    await sees(paper(priya).getByText('written in the dark'));
    expect(await lines(priya).getByText('the payment provider confirms it').count()).toBe(1);
  });
});
