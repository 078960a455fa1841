/**
 * Journeys of pasting: whatever program it comes from, its form and every word of it are in the document, for everyone.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { COPIED, type Copied } from '../support/browser/clipboards.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { paper, twoAtTheDocument, type Fixture } from '../support/browser/room.ts';
import { exif } from '../support/domain/pictures-told.ts';
import { until } from '../support/server/private-redis.ts';
import { sees, type Person } from '../support/browser/browser.ts';

let fixture: Fixture;
let priya: Person;
let bob: Person;

beforeAll(async () => {
  ({ fixture, priya, bob } = await twoAtTheDocument());
}, 120_000);

strikesAfterwards(() => fixture);

const stored = ({ page }: Person): Promise<string> =>
  page.evaluate(async () => (await fetch(`/api${location.pathname}/scribe?format=markdown`)).text());

async function empties(person: Person): Promise<void> {
  await paper(person).click();
  await person.page.keyboard.press('Control+a');
  await person.page.keyboard.press('Backspace');
  await until('the document is empty', async () => (await stored(person)) === '');
}

/**
 * As the browser gives it to the page, with styles and comments that it would remove from what a page itself copies.
 */
async function pastes(
  person: Person,
  { html, text }: Pick<Copied, 'html' | 'text'>,
  withPicture = false,
): Promise<void> {
  await paper(person).evaluate(
    (element, copied) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', copied.text);
      if (copied.html !== '') clipboardData.setData('text/html', copied.html);
      if (copied.withPicture) clipboardData.items.add(new File(['of the cells'], 'image.png', { type: 'image/png' }));
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    { html, text, withPicture },
  );
}

describe.sequential('journeys of the clipboard', () => {
  it('JR170 what is copied from other programs keeps its form, its links and every word, and the cells of tables stay apart', async () => {
    for (const copied of COPIED) {
      await empties(priya);
      await pastes(priya, copied, copied.from === 'a spreadsheet');
      let shown = '';
      await until(
        `pasted from ${copied.from}: ${copied.becomes}`,
        async () => (shown = await stored(bob)) !== '' && shown.trimEnd().length >= copied.becomes.trimEnd().length,
        10_000,
      ).catch(() => undefined);
      expect.soft(shown, copied.from).toBe(copied.becomes);
    }
    expect([...priya.complaints, ...bob.complaints]).toEqual([]);
  });

  it('JR172 a pasted photograph is stored without its place, small as it is, and the right way up', async () => {
    await empties(priya);
    await paper(priya).evaluate(
      async (element, told) => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 120, height: 40 });
        canvas.getContext('2d')?.fillRect(0, 0, 60, 40);
        const drawn = await new Promise<Blob | null>((made) => canvas.toBlob(made, 'image/jpeg'));
        const [exif, whole] = [Uint8Array.from(told), new Uint8Array(await (drawn ?? new Blob()).arrayBuffer())];
        const head = Uint8Array.of(0xff, 0xe1, 0, exif.length + 8, 0x45, 0x78, 0x69, 0x66, 0, 0);
        const clipboardData = new DataTransfer();
        clipboardData.items.add(
          new File([whole.slice(0, 2), head, exif, whole.slice(2), 'SECRET behind'], 'photo.jpg', {
            type: 'image/jpeg',
          }),
        );
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      },
      [...exif(6)],
    );
    const picture = paper(bob).getByRole('img', { name: 'photo.jpg' });
    await sees(picture);
    expect(
      await picture.evaluate(async (image: HTMLImageElement) => {
        await image.decode();
        const bytes = new TextDecoder('latin1').decode(await (await fetch(image.src)).arrayBuffer());
        return [image.naturalWidth, image.naturalHeight, bytes.slice(6, 10), bytes.includes('SECRET')];
      }),
    ).toEqual([40, 120, 'Exif', false]);
  });
});
