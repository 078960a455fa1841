/**
 * What the editor does with typed and pasted text: which characters open a menu, what the menu offers, what a pasted
 * text becomes, and where it goes. Runs without a browser.
 */
import { Schema } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import { gapAt, withLineBelow } from '../../client/scribe/attachments/place.ts';
import { isEdited, saidMark, wordsOf } from '../../client/scribe/lines/edited.ts';
import { placesOf } from '../../client/scribe/editor/find.ts';
import { peopleFor } from '../../client/scribe/editor/mention-people.tsx';
import { onTimeline } from '../../client/scribe/lines/on-timeline.ts';
import { asWords } from '../../client/scribe/paste/blocks.ts';
import { isOnlyPicture, kindOfPaste, nameOfPaste, tidied } from '../../client/scribe/paste/pasted.ts';
import { found, timeText } from '../../client/scribe/editor/slash.tsx';
import { signIn } from '../../client/scribe/editor/trigger.ts';
import { promoted } from '../../shared/timeline/rules.ts';
import type { Commit } from '../../shared/envelope.ts';
import { ana, at, bob, declared, given, joins, priya } from '../support/domain/given.ts';

const stamps = { line: { default: null }, entry: { default: null }, said: { default: null } };
const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { content: 'inline*', group: 'block', attrs: stamps },
    attachment: { group: 'block', atom: true, attrs: { ...stamps, name: { default: '' } } },
    bulletList: { content: 'listItem+', group: 'block' },
    listItem: { content: 'paragraph block*' },
    mention: {
      inline: true,
      group: 'inline',
      atom: true,
      attrs: { label: { default: '' } },
      leafText: ({ attrs }) => `@${String(attrs['label'])}`,
    },
    text: { group: 'inline' },
  },
});
const paragraph = (text: string, attributes = {}) =>
  schema.node('paragraph', attributes, text === '' ? [] : [schema.text(text)]);

describe('the editor of the scribe document', () => {
  it('ED1 a slash or an at sign asks for a list at the start of a line and after a space, nowhere else', () => {
    expect(signIn('/')).toEqual({ sign: '/', query: '' });
    expect(signIn('drain eu-1 /dec')).toEqual({ sign: '/', query: 'dec' });
    expect(signIn('asked @Mü')).toEqual({ sign: '@', query: 'Mü' });
    expect(['and/or', 'a@b', '1/2', '/dec now', 'see /var/log', 'http://'].map(signIn)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('ED2 the slash menu offers eight kinds of lines and a follow-up, by name before by other words', () => {
    expect(found('').map(({ title }) => title)).toEqual([
      'Decision',
      'Task',
      'Image',
      'Time',
      'TL',
      'TODO',
      'Heading',
      'List',
      'Code',
    ]);
    expect(
      found('t')
        .slice(0, 4)
        .map(({ title }) => title),
    ).toEqual(['Task', 'Time', 'TL', 'TODO']);
    expect(found('picture').map(({ title }) => title)).toEqual(['Image']);
    expect(found('xyzzy')).toEqual([]);
    expect(timeText(Date.UTC(2026, 2, 1, 3, 31, 2))).toBe('03:31:02Z ');
  });

  it('ED3 an at sign offers the people of the room with their roles: best match first, then who is here', () => {
    const room = given(
      declared(),
      joins('+1s', bob),
      joins('+2s', ana),
      at('+3s', priya, 'crew.assign', { person: bob.id, role: 'scribe' }),
      at('+4s', bob, 'crew.accept', { role: 'scribe' }),
      at('+5s', priya, 'crew.remove', { person: ana.id }),
    ).state;
    const here = {
      [bob.id]: {
        id: bob.id,
        name: bob.name,
        roles: [],
        as: 'responder',
        connected: true,
        idle: false,
        devices: 1,
        zone: null,
        seen: 1,
      },
    };
    expect(peopleFor('', { room, people: here }).map(({ id, role, isHere }) => [id, role, isHere])).toEqual([
      [bob.id, 'Scribe', true],
      [priya.id, 'IC', false],
    ]);
    expect(peopleFor('pri', { room, people: here }).map(({ id }) => id)).toEqual([priya.id]);
  });

  it('ED4 a pasted text of more than 40 lines or 8 KB is kept as a file, a short log becomes code, prose stays text', () => {
    const log = [
      '2026-03-01T03:10:02Z ERROR pool exhausted',
      '2026-03-01T03:10:03Z WARN retry',
      '\tat pool.take(Pool.java:12)',
    ];
    expect(kindOfPaste(log.join('\n'))).toBe('code');
    expect(kindOfPaste('$ kubectl get pods\n$ kubectl logs db-7\n$ exit 1')).toBe('code');
    expect(kindOfPaste('we saw it first in Paris\nthen in Rome\nthen everywhere')).toBe('words');
    expect(kindOfPaste(log.slice(0, 2).join('\n'))).toBe('words');
    expect(kindOfPaste(Array.from({ length: 40 }, () => 'word').join('\n'))).toBe('words');
    expect(kindOfPaste(Array.from({ length: 41 }, () => 'word').join('\n'))).toBe('file');
    expect(kindOfPaste('ü'.repeat(4097))).toBe('file');
    expect(tidied('a\r\nb\rc\n\n')).toBe('a\nb\nc');
    expect(nameOfPaste('text', Date.UTC(2026, 2, 1, 3, 31, 2))).toBe('log-033102Z.txt');
    expect(nameOfPaste('picture', Date.UTC(2026, 2, 1, 3, 31, 2), 'image/webp')).toBe('picture-033102Z.webp');
  });

  it('ED46 text with headings, lists, links or tables beside it is words however long; a log stays a log; a picture is taken only where there is nothing to read', () => {
    const lines = Array.from({ length: 60 }, (_, at) => `step ${at}`).join('\n');
    const log = Array.from({ length: 60 }, () => '2026-03-01T03:10:02Z ERROR pool exhausted').join('\n');
    for (const form of [
      '<h2>Runbook</h2>',
      '<ol><li>',
      '<UL class="x">',
      '<blockquote>',
      '<p class=MsoListParagraph style="mso-list:l0 level1 lfo1">',
      '<div data-task-state="TODO">',
    ])
      for (const text of [lines, log]) expect(kindOfPaste(text, form), form).toBe('words');
    for (const form of [
      '<table><tr>',
      '<a class="x" href="https://x.example">',
      '<b>',
      '<strong>',
      '<span style="font-weight:700">',
    ])
      expect([kindOfPaste(lines, form), kindOfPaste(log, form)], form).toEqual(['words', 'file']);
    for (const none of [
      '',
      '<pre>',
      '<div><span style="color:red">',
      '<b style="font-weight:normal;" id="docs-internal-guid-1">',
      '<body>',
      '<article>',
    ])
      expect(kindOfPaste(lines, none), none).toBe('file');
    expect(kindOfPaste('x'.repeat(600 * 1024), '<h2>')).toBe('file');
    expect(
      [
        ['', ''],
        ['', '<meta charset="utf-8"><img src="https://x.example/a.png">'],
        ['', '<table><tr><td>db-1</td></tr></table>'],
        ['db-1', ''],
      ].map(([text, html]) => isOnlyPicture(text ?? '', html ?? '')),
    ).toEqual([true, true, false, false]);
  });

  it('ED47 pasted text stays as it was typed, empty lines and all', () => {
    const place = schema.node('doc', null, [paragraph('')]).resolve(1);
    expect(asWords(place, '# a\r\n\r\n  b\tc\n\n').content.content.map(({ textContent }) => textContent)).toEqual([
      '# a',
      '',
      '  b\tc',
    ]);
  });

  it('ED5 a promoted line is edited when its words are others than the timeline was given, and not when they are the same again', () => {
    const said = saidMark('TL err rate 40');
    expect(isEdited(paragraph('TL err rate 40', { entry: 'c', said }))).toBe(false);
    expect(isEdited(paragraph('TL err rate 40 ', { entry: 'c', said }))).toBe(false);
    expect(isEdited(paragraph('TL err rate 22', { entry: 'c', said }))).toBe(true);
    expect(isEdited(paragraph('TL err rate 22', { entry: 'c' }))).toBe(false);
    expect(isEdited(paragraph('TL err rate 22', { said }))).toBe(false);
    expect([promoted('TL err').rest, promoted('TODO alert').rest, promoted('TLS fails').rest]).toEqual([
      'err',
      'alert',
      'TLS fails',
    ]);
    expect(
      wordsOf(schema.node('paragraph', null, [schema.text('asked '), schema.node('mention', { label: 'Bob L' })])),
    ).toBe('asked @Bob L');
    expect(isEdited(schema.node('attachment', { entry: 'c', said: saidMark('p99.png'), name: 'p99 of db-7' }))).toBe(
      true,
    );
  });

  it('ED6 what the timeline says of a line is its entry with the last correction, and whether it is struck', () => {
    const commit = (version: number, ...events: Commit['events']): Commit =>
      ({ version, commandId: `c${version}`, events }) as Commit;
    const commits = [
      commit(
        7,
        { type: 'crew.joined', data: {} },
        { type: 'timeline.noted', data: { text: 'err 40', source: { line: 'a' } } },
      ),
      commit(8, { type: 'timeline.noted', data: { text: 'other', source: { line: 'b' } } }),
      commit(9, { type: 'timeline.corrected', data: { entry: '7.1', text: 'err 22', why: 'x' } }),
      commit(10, { type: 'timeline.struck', data: { entry: '8.0', why: 'x' } }),
    ];
    commits.push(
      commit(11, { type: 'timeline.noted', data: { text: 'somebody else says so', source: { line: 'a' } } }),
    );
    expect(onTimeline(commits, { line: 'a', entry: 'c7' })).toEqual({ entry: '7.1', text: 'err 22', isStruck: false });
    expect(onTimeline(commits, { line: 'b', entry: 'c8' })).toEqual({ entry: '8.0', text: 'other', isStruck: true });
    expect([
      onTimeline(commits, { line: 'c', entry: 'c8' }),
      onTimeline(commits, { line: 'a', entry: 'c8' }),
      onTimeline(commits, { line: 'a', entry: null }),
    ]).toEqual([null, null, null]);
  });

  it('ED7 search finds words within lines, upper and lower case alike, people by their names, and nothing across lines', () => {
    const doc = schema.node('doc', null, [
      paragraph('DB-7 and db-7'),
      schema.node('paragraph', null, [schema.node('mention', { label: 'db-7' }), schema.text(' on db-7')]),
      paragraph('db'),
      paragraph('-7'),
    ]);
    expect(placesOf(doc, 'db-7')).toEqual([
      { from: 1, to: 5 },
      { from: 10, to: 14 },
      { from: 16, to: 17 },
      { from: 21, to: 25 },
    ]);
    expect(placesOf(doc, ' and  DB')).toHaveLength(1);
    expect(placesOf(doc, '  ')).toEqual([]);
    expect(placesOf(doc, 'd.-7')).toEqual([]);
  });

  it('ED8 an attachment goes below the line of the caret, above an empty one, into a list as far as it takes it; the last block gets a line below', () => {
    const attachment = schema.node('attachment');
    const flat = schema.node('doc', null, [paragraph('one'), paragraph(''), paragraph('two')]);
    expect([gapAt(flat, 2), gapAt(flat, 6), gapAt(flat, 9)]).toEqual([5, 5, 12]);
    const list = schema.node('doc', null, [
      schema.node('bulletList', null, [schema.node('listItem', null, [paragraph('one')])]),
    ]);
    expect(gapAt(list, 4)).toBe(7);
    expect(withLineBelow(flat, 5, attachment).childCount).toBe(1);
    expect(withLineBelow(flat, flat.content.size, attachment).childCount).toBe(2);
  });
});
