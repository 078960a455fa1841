/** A pasted text as blocks of the document: a log in one block of code, words in a line each. */
import { Fragment, Slice, type Node, type ResolvedPos, type Schema } from '@tiptap/pm/model';
import { looksLikeLog, tidied } from './pasted.ts';

export function codeBlock(schema: Schema, text: string): Node {
  return schema.node('codeBlock', null, schema.text(text));
}

export function asBlocks(schema: Schema, text: string): Fragment {
  const lines = text.split('\n');
  if (looksLikeLog(lines)) return Fragment.from(codeBlock(schema, text));
  return Fragment.from(lines.map((line) => schema.node('paragraph', null, line === '' ? [] : [schema.text(line)])));
}

/** As it was typed, empty lines and all, with the marks of the place where it is put. */
export function asWords($place: ResolvedPos, text: string): Slice {
  const { schema } = $place.doc.type;
  const lines = tidied(text)
    .split('\n')
    .map((line) => schema.node('paragraph', null, line === '' ? [] : [schema.text(line, $place.marks())]));
  return new Slice(Fragment.from(lines), 1, 1);
}
