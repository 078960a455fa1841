/** A pasted text as blocks of the document: a log in one block of code, words in a line each. */
import { Fragment, type Node, type Schema } from '@tiptap/pm/model';
import { looksLikeLog } from './pasted.ts';

export function codeBlock(schema: Schema, text: string): Node {
  return schema.node('codeBlock', null, schema.text(text));
}

export function asBlocks(schema: Schema, text: string): Fragment {
  const lines = text.split('\n');
  if (looksLikeLog(lines)) return Fragment.from(codeBlock(schema, text));
  return Fragment.from(lines.map((line) => schema.node('paragraph', null, line === '' ? [] : [schema.text(line)])));
}
