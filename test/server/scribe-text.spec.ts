/**
 * The scribe document as text, Markdown and JSON, and the small pure parts of its browser side.
 */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Ledger } from '../../client/scribe/offline/ledger.ts';
import { lineCommandId, sha1 } from '../../client/scribe/lines/line-command.ts';
import { portions } from '../../client/scribe/offline/portions.ts';
import { typingSentence } from '../../client/scribe/offline/status.ts';
import { differenceFrame, updateFrame } from '../../server/scribe/wire/frames.ts';
import { ScribeIndex } from '../../server/scribe/updates/document-index.ts';
import { judge } from '../../server/scribe/updates/judge.ts';
import { renderDocument } from '../../server/scribe/worker/text.ts';
import { caretRole, mayWrite } from '../../shared/scribe/rules.ts';
import { ana, at, bob, declared, given, joins, priya, sam } from '../support/domain/given.ts';
import { textInBlock } from '../support/server/scribe-fixtures.ts';

type Content = string | Y.XmlElement | Y.XmlText;

function block(name: string, content: readonly Content[] = [], attributes: Record<string, unknown> = {}): Y.XmlElement {
  const element = new Y.XmlElement(name);
  element.insert(
    0,
    content.map((each) => (typeof each === 'string' ? new Y.XmlText(each) : each)),
  );
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value as string);
  return element;
}

function documentOf(...blocks: readonly Y.XmlElement[]): Y.Doc {
  const doc = new Y.Doc();
  doc.getXmlFragment('scribe').insert(0, [...blocks]);
  return doc;
}

function marked(...runs: ReadonlyArray<readonly [string, Record<string, unknown>?]>): Y.XmlText {
  const text = new Y.XmlText();
  text.applyDelta(
    runs.map(([insert, attributes]) => ({ insert, ...(attributes === undefined ? {} : { attributes }) })),
  );
  return text;
}

const paragraph = (...content: readonly Content[]): Y.XmlElement => block('paragraph', content);

describe('reading the document without an editor', () => {
  it('SC23 plain text has one line for each line', () => {
    const doc = documentOf(
      block('heading', ['What we know'], { level: 2 }),
      paragraph('db-7 is slow'),
      paragraph(),
      block('codeBlock', ['a\nb'], { language: 'sh' }),
    );
    expect(renderDocument(doc, 'text')).toBe('What we know\ndb-7 is slow\n\na\nb\n');
    expect(renderDocument(new Y.Doc(), 'text')).toBe('');
  });

  it('SC148 the name of an attachment or of a person is one escaped line, whatever it holds', () => {
    const doc = documentOf(
      block('attachment', [], { id: 'a'.repeat(64), name: 'cpu\n\n# All clear\u2028[x](y)', type: 'image/png' }),
      paragraph(),
      block('paragraph', [block('mention', [], { label: 'Ana\r\n- S' })]),
    );
    expect(renderDocument(doc, 'markdown', 'inc-1')).toBe(
      `![cpu # All clear \\[x\\](y)](/api/rooms/inc-1/attachments/${'a'.repeat(64)})\n\n@Ana - S\n`,
    );
    expect(renderDocument(doc, 'text')).toBe('[cpu # All clear [x](y)]\n\n@Ana - S\n');
  });

  it('SC24 Markdown keeps headings, lists, tasks, code, quotes and marks, and escapes what would become one', () => {
    const doc = documentOf(
      block('heading', ['What we tried'], { level: 2 }),
      paragraph(
        marked(
          ['roll back ', {}],
          ['812', { bold: {} }],
          [' see '],
          ['log', { link: { href: 'https://x.example/a' } }],
          [' not *this*'],
        ),
      ),
      block('bulletList', [
        block('listItem', [paragraph('eu-1'), block('bulletList', [block('listItem', [paragraph('db-7')])])]),
        block('listItem', [paragraph('eu-2')]),
      ]),
      block('orderedList', [block('listItem', [paragraph('first')]), block('listItem', [paragraph('second')])], {
        start: 3,
      }),
      block('taskList', [
        block('taskItem', [paragraph('page Kim')], { checked: true }),
        block('taskItem', [paragraph('drain')], { checked: false }),
      ]),
      block('codeBlock', ['a*b'], { language: 'sh' }),
      block('blockquote', [paragraph('they said')]),
    );
    expect(renderDocument(doc, 'markdown')).toBe(
      [
        '## What we tried',
        'roll back **812** see [log](https://x.example/a) not \\*this\\*',
        '- eu-1\n  - db-7\n- eu-2',
        '3. first\n4. second',
        '- [x] page Kim\n- [ ] drain',
        '```sh\na*b\n```',
        '> they said',
      ].join('\n\n') + '\n',
    );
  });

  it("SC25 JSON is the tree with every line's author and time", () => {
    const doc = documentOf(block('paragraph', ['TL rollback'], { by: 'p-ana', at: '2026-03-01T03:31:02.000Z' }));
    expect(renderDocument(doc, 'json')).toEqual({
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          attrs: { by: 'p-ana', at: '2026-03-01T03:31:02.000Z' },
          content: [{ type: 'text', text: 'TL rollback' }],
        },
      ],
    });
  });

  it('SC26 a block that is not known here still shows its text', () => {
    expect(renderDocument(documentOf(block('hologram', [paragraph('words')])), 'text')).toBe('words\n');
  });
});

describe('who writes', () => {
  const room = given(
    declared(),
    joins('+1s', bob),
    joins('+2s', ana, 'shadow'),
    joins('+3s', sam, 'observer'),
    at('+4s', priya, 'crew.assign', { person: bob.id, role: 'scribe' }),
    at('+5s', bob, 'crew.accept', { role: 'scribe' }),
  );

  it('SC27 members write, observers and strangers do not, and a caret says the role', () => {
    expect([priya, bob, ana, sam].map(({ id }) => mayWrite(room.state, id))).toEqual([true, true, true, false]);
    expect(mayWrite(room.state, 'p-nobody')).toBe(false);
    expect([priya, bob, ana].map(({ id }) => caretRole(room.state, id))).toEqual(['IC', 'Scribe', 'shadow']);
  });
});

describe('the browser side', () => {
  it('SC28 a line always has the same command id: a UUID of version 5, of room and line', () => {
    for (const text of ['', 'abc', 'x'.repeat(55), 'x'.repeat(56), 'y'.repeat(1000)]) {
      const bytes = new TextEncoder().encode(text);
      expect(Buffer.from(sha1(bytes)).toString('hex')).toBe(createHash('sha1').update(bytes).digest('hex'));
    }
    const id = lineCommandId('inc-1', 'line-1');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(lineCommandId('inc-1', 'line-1')).toBe(id);
    expect(new Set([id, lineCommandId('inc-1', 'line-2'), lineCommandId('inc-2', 'line-1')]).size).toBe(3);
  });

  it('SC29 saved means that the server kept as many writes as left; what was typed offline counts until the whole difference is kept', () => {
    const ledger = new Ledger(true, () => undefined);
    const write = updateFrame(new Uint8Array([0, 0]));
    ledger.carry(1);
    expect(ledger.unsynced).toBe(1);
    for (const frame of [write, new Uint8Array([0, 0, 1, 0]), new Uint8Array([1, 0])])
      expect(ledger.outgoing(frame)).toEqual([frame]);
    expect(ledger.unsynced).toBe(2);
    ledger.keptSoFar(1);
    expect(ledger.unsynced).toBe(1);
    ledger.outgoing(differenceFrame(new Uint8Array([0, 0])));
    ledger.keptSoFar(2);
    expect(ledger.unsynced).toBe(0);
    ledger.outgoing(write);
    ledger.connectionLost();
    expect(ledger.unsynced).toBe(1);
  });

  it("SC30 from a viewer's page no write leaves", () => {
    const ledger = new Ledger(false, () => undefined);
    expect(ledger.outgoing(updateFrame(new Uint8Array([0, 0])))).toEqual([]);
    expect(ledger.outgoing(differenceFrame(new Uint8Array([0, 0])))).toEqual([]);
    expect(ledger.outgoing(new Uint8Array([0, 0, 1, 0])).length).toBe(1);
    expect(ledger.unsynced).toBe(0);
  });

  it('SC32 a large write leaves in portions that the server takes one after the other, and nothing of it is lost', () => {
    const doc = new Y.Doc();
    const text = textInBlock(doc);
    text.insert(0, 'x'.repeat(700 * 1024));
    text.insert(1000, '\u{1F525}'.repeat(60_000));
    for (let line = 0; line < 3000; line += 1)
      doc
        .getXmlFragment('scribe')
        .insert(line, [block('paragraph', [`line ${line}`], { by: 'p-ana', line: `l${line}` })]);
    text.delete(500, 2000);
    const parts = portions(Y.encodeStateAsUpdate(doc), 200 * 1024);
    expect(parts.length).toBeGreaterThan(5);
    const copy = new Y.Doc();
    const index = new ScribeIndex();
    const writer = { person: 'ana', mayWrite: true, isFull: false, mayUse: () => true };
    for (const part of parts) {
      expect(part.length).toBeLessThan(256 * 1024);
      expect(judge(index, part, writer).kind).toMatch(/new|known/);
      Y.applyUpdate(copy, part);
    }
    expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(doc));
    expect(copy.getXmlFragment('scribe').toJSON() === doc.getXmlFragment('scribe').toJSON()).toBe(true);
  });

  it('SC31 the heading names who is writing', () => {
    expect(
      [[], ['Ana S'], ['Ana S', 'Li W'], ['Ana S', 'Li W', 'Bob L']].map((names) => typingSentence(names)),
    ).toEqual(['', 'Ana is writing', 'Ana and Li are writing', 'Ana, Li and 1 more are writing']);
  });
});
