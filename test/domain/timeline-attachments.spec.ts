/**
 * The rules of pictures and files attached to a line: which ones a line may name, where they are shown later, and the
 * sentence about them.
 */
import { describe, expect, it } from 'vitest';
import { MOST_ATTACHMENT_BYTES, MOST_ON_A_LINE } from '../../shared/attachment.ts';
import { COMMANDS } from '../../shared/protocol.ts';
import { entriesOf } from '../../shared/timeline/entries.ts';
import { sentences } from '../../shared/timeline/sentences.ts';
import { ana, at, declared, given, joins } from '../support/domain/given.ts';

const hash = (letter: string): string => letter.repeat(64);
const picture = { id: hash('a'), name: 'error rate.png', type: 'image/png' as const, bytes: 20_000, thumb: hash('b') };
const log = { id: hash('c'), name: 'db-7.log', type: 'text/plain' as const, bytes: 900 };
const room = () => given(declared(), joins('+1s', ana));
const isTaken = (type: 'timeline.say' | 'timeline.note', attachments: unknown): boolean =>
  COMMANDS[type]?.safeParse({ text: 'Errors climb', attachments }).success === true;

describe('attachments of a line', () => {
  it('AT1 what is said, noted or kept for later carries its attachments; a line without has no such field', () => {
    const attachments = [picture, log];
    room()
      .when(at('+2m', ana, 'timeline.say', { text: 'Errors climb', attachments }))
      .then({ type: 'timeline.said', data: { text: 'Errors climb', attachments } });
    room()
      .when(at('+2m', ana, 'timeline.say', { text: 'TL Errors climb', attachments }))
      .then('timeline.said', { type: 'timeline.noted', data: { text: 'Errors climb', attachments } });
    room()
      .when(at('+2m', ana, 'timeline.note', { text: 'TODO look again', attachments, source: { line: 'l-1' } }))
      .then({ type: 'timeline.follow-up-noted', data: { attachments, source: { line: 'l-1' } } });
    const plain = room().judge(at('+2m', ana, 'timeline.note', { text: 'Errors climb' }));
    expect(plain.ok && plain.events.some((event) => 'attachments' in event.data)).toBe(false);
  });

  it('AT2 a line names at most eight contents, each once, by whole hashes, with types and sizes that the server could have given', () => {
    for (const type of ['timeline.say', 'timeline.note'] as const) {
      expect(isTaken(type, [picture, log])).toBe(true);
      expect(isTaken(type, undefined)).toBe(true);
      const many = Array.from({ length: MOST_ON_A_LINE + 1 }, (_, index) => ({ ...log, id: String(index).repeat(64) }));
      expect([isTaken(type, many.slice(1)), isTaken(type, many), isTaken(type, []), isTaken(type, [log, log])]).toEqual(
        [true, false, false, false],
      );
      const wrong = [
        { id: hash('A') },
        { id: 'a'.repeat(63) },
        { id: '../../secret' },
        { thumb: 'x' },
        { type: 'text/html' },
        { type: 'image/svg+xml' },
        { bytes: 0 },
        { bytes: 1.5 },
        { bytes: MOST_ATTACHMENT_BYTES + 1 },
        { name: '' },
        { name: 'a\nb' },
        { name: 'x'.repeat(201) },
        { url: 'https://elsewhere.example' },
      ];
      expect(wrong.filter((each) => isTaken(type, [{ ...log, ...each }]))).toEqual([]);
    }
  });

  it('AT3 an entry shows its attachments, also after a correction; entries of older logs have none', () => {
    const history = given(
      declared(),
      joins('+1s', ana),
      at('+1m', ana, 'timeline.note', { text: 'Errors climb', attachments: [picture] }),
      at('+2m', ana, 'timeline.note', { text: 'Nothing beside it' }),
    );
    const entry = `${history.version - 1}.0`;
    history
      .when(at('+3m', ana, 'timeline.correct', { entry, text: 'Errors fall', why: 'read it upside down' }))
      .then('timeline.corrected');
    const entries = entriesOf(history.commits, () => 'line');
    expect(entries.get(entry)).toMatchObject({ text: 'Errors fall', attachments: [picture] });
    expect(
      [...entries.values()].filter((each) => each.id !== entry).every((each) => each.attachments.length === 0),
    ).toBe(true);
  });

  it('AT4 a sentence says how many pictures, texts and files are beside a line', () => {
    const told = (...attachments: ReadonlyArray<typeof picture | typeof log>) =>
      sentences['timeline.noted'](
        { text: 'Errors climb', by: 'p-ana', ...(attachments.length === 0 ? {} : { attachments: [...attachments] }) },
        (id) => id,
      );
    expect([told(), told(picture), told(picture, picture, log)]).toEqual([
      'Errors climb',
      'Errors climb (with 1 picture)',
      'Errors climb (with 2 pictures and 1 text)',
    ]);
    expect(
      sentences['timeline.said'](
        { text: 'See', by: 'p-ana', attachments: [{ ...log, type: 'application/octet-stream' }] },
        (id) => id,
      ),
    ).toBe('See (with 1 file)');
  });
});
