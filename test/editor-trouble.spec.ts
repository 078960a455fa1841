/**
 * What the document's editor does when something is wrong: a server that takes no more, attributes of the wrong kind, a line that
 * somebody else wrote under one's name, a change that cannot be drawn. Nothing here needs a browser.
 */
import { Schema } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../client/scribe/attachment.ts';
import { isEdited, wordsOf } from '../client/scribe/edited.ts';
import { stampOf } from '../client/scribe/lines.ts';
import { endedSentence } from '../client/scribe/status.ts';

const stamps = Object.fromEntries(['line', 'by', 'byName', 'at', 'entry', 'said'].map((name) => [name, { default: null }]));
const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { content: 'text*', group: 'block', attrs: stamps },
    attachment: { group: 'block', atom: true, attrs: { ...stamps, id: { default: null }, name: { default: null }, type: { default: null }, bytes: { default: null }, thumb: { default: null }, lines: { default: null } } },
    text: {},
  },
});
const line = (text: string, attributes = {}) => schema.node('paragraph', attributes, text === '' ? [] : [schema.text(text)]);

describe('the editor of the scribe document, in trouble', () => {
  it('ED9 three writes that were not taken end the page\'s link with a word of their own, and never take what was typed away', () => {
    expect(endedSentence(4400, 3)).toBe('The server did not take what this page wrote. Copy what you need, then reload.');
    expect(endedSentence(4403)).not.toContain('not sent');
    expect(endedSentence(4403, 1)).toContain('What you wrote was not sent: download the document');
  });

  it('ED10 attributes of the wrong kind, which any program may write, are read as absent', () => {
    const odd = { toString: 5, valueOf: 5 };
    for (const value of [5, true, odd, [odd], undefined]) {
      expect(stampOf(line('TL x', { line: value, by: value, byName: value, at: value, entry: value, said: value }))).toEqual({ line: null, by: null, byName: null, at: null, entry: null, said: null });
      const attachment = schema.node('attachment', { id: 'a'.repeat(64), name: value, type: value, bytes: value === 5 ? odd : value, thumb: value, lines: odd, entry: 'c', said: value });
      expect(factsOf(attachment)).toEqual({ id: 'a'.repeat(64), name: '', type: '', bytes: 0, thumb: null, lines: null });
      expect([wordsOf(attachment), isEdited(attachment)]).toEqual(['', false]);
    }
  });
});
