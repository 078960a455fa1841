/**
 * Journeys of a line from the document to the timeline while someone else takes its place: the right words get there,
 * once, and the line says so only when it is true.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { lineCommandId } from '../../client/scribe/lines/line-command.ts';
import { noteId } from '../../client/scribe/lines/line-entry.ts';
import { freshId } from '../../client/session/ids.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { joins, paper, twoAtTheDocument, type Fixture } from '../support/browser/room.ts';
import { sees, type Person } from '../support/browser/browser.ts';

let fixture: Fixture;
let priya: Person;
let bob: Person;
let room: string;

beforeAll(async () => {
  ({ fixture, priya, bob } = await twoAtTheDocument());
  room = new URL(priya.page.url()).pathname.split('/').at(-1) ?? '';
}, 120_000);

strikesAfterwards(() => fixture);

const entries = ({ page }: Person, text: string) => page.getByRole('log').getByText(text, { exact: true });
const line = (person: Person, text: string) => paper(person).locator('p').filter({ hasText: text });

interface Stamp {
  readonly line: string;
  readonly by: string;
}

/** What any program reads of a line in the document. */
const stampOf = (person: Person, text: string): Promise<Stamp> =>
  line(person, text).evaluate((element) => {
    const { editor } = element.closest('.ProseMirror') as unknown as {
      editor: {
        view: { posAtDOM(node: Node, at: number): number };
        state: { doc: { resolve(at: number): { parent: { attrs: Stamp } } } };
      };
    };
    return editor.state.doc.resolve(editor.view.posAtDOM(element, 0)).parent.attrs;
  });

/** Any program may write any attribute of any line. */
const forges = (person: Person, text: string, stamp: object) =>
  line(person, text).evaluate((element, forged) => {
    const { editor } = element.closest('.ProseMirror') as unknown as {
      editor: {
        view: { posAtDOM(node: Node, at: number): number; dispatch(change: unknown): void };
        state: { tr: { setNodeAttribute(at: number, name: string, value: unknown): unknown } };
      };
    };
    const { tr } = editor.state;
    for (const [name, value] of Object.entries(forged))
      tr.setNodeAttribute(editor.view.posAtDOM(element, 0) - 1, name, value);
    editor.view.dispatch(tr);
  }, stamp);

/** A command of this person's own program. */
const commands = ({ page }: Person, id: string, data: object) =>
  page.evaluate(
    async ([path, body]) =>
      (await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status,
    [`/api/rooms/${room}/commands`, JSON.stringify({ id, type: 'timeline.note', data })] as const,
  );

async function onNewLine(person: Person, text: string): Promise<void> {
  await paper(person).press('Control+End');
  await person.page.keyboard.press('Enter');
  await person.page.keyboard.type(text);
}

describe.sequential('journeys of a promoted line', () => {
  it("JR119 no one keeps a line's words off the timeline by sending other words first under its ids, or by writing that it was sent", async () => {
    await onNewLine(priya, 'TL pool exhausted');
    await sees(line(bob, 'TL pool exhausted'));
    const { line: id, by } = await stampOf(bob, 'TL pool exhausted');
    const note = { line: id, text: 'TL pool exhausted', attachments: [] };
    for (let time = 0; time < 3; time += 1)
      expect(
        await commands(bob, noteId({ roomId: room, you: { id: by } }, note, time), {
          text: `all is well ${time}`,
          source: { line: id },
        }),
      ).toBe(200);
    await forges(bob, 'TL pool exhausted', { entry: freshId(), said: '0' });
    await sees(line(priya, 'TL pool exhausted').getByRole('button', { name: 'edited after promotion' }));
    await priya.page.keyboard.press('Enter');
    await sees(entries(bob, 'pool exhausted'));
    await sees(paper(bob).locator('p[data-entry="on the timeline"]').filter({ hasText: 'TL pool exhausted' }));
    expect(await entries(bob, 'pool exhausted').count()).toBe(1);
    // By hand too, and for a line that begins with nothing.
    await priya.page.keyboard.type('db-7 lags');
    await sees(line(bob, 'db-7 lags'));
    const plain = await stampOf(bob, 'db-7 lags');
    await commands(bob, lineCommandId(room, plain.line), { text: 'db-7 is level', source: { line: plain.line } });
    await priya.page.keyboard.press('Alt+Enter');
    await sees(entries(bob, 'db-7 lags'));
  });

  it('JR120 the same line from two people and from two tabs of one person is on the timeline once', async () => {
    const second = { ...priya, page: await priya.context.newPage() };
    await joins(second, new URL(priya.page.url()).pathname);
    await onNewLine(priya, 'replica 3 is level');
    await Promise.all([bob, second].map((each) => sees(line(each, 'replica 3 is level'))));
    await Promise.all([bob, second].map((each) => line(each, 'replica 3 is level').click()));
    await Promise.all([priya, second, bob].map((each) => each.page.keyboard.press('Alt+Enter')));
    await Promise.all(
      [priya, second, bob].map((each) =>
        sees(paper(each).locator('p[data-entry="on the timeline"]').filter({ hasText: 'replica 3 is level' })),
      ),
    );
    // What comes after everything that they sent.
    expect(await commands(bob, freshId(), { text: 'after them all' })).toBe(200);
    await sees(entries(priya, 'after them all'));
    expect(await entries(priya, 'replica 3 is level').count()).toBe(1);
    await second.page.close();
  });
});
