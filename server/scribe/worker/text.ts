/**
 * The scribe document for readers without an editor: as JSON, as plain text, as Markdown. Made from the stored tree,
 * never through an editor (one that lacks a block type would delete it).
 */
import * as Y from 'yjs';
import { textOfAny } from '../../../shared/scribe/odd.ts';
import { DOCUMENT_ROOT } from '../../../shared/scribe/words.ts';
import { written, type BlockNode, type TextNode } from '../../../shared/scribe/written.ts';

export type ScribeFormat = 'text' | 'markdown' | 'json';

/** `room`: whose attachments the links lead to. */
export function renderDocument(doc: Y.Doc, format: ScribeFormat, room?: string): string | BlockNode {
  const root: BlockNode = { type: 'doc', content: childrenOf(doc.getXmlFragment(DOCUMENT_ROOT)) };
  if (format === 'json') return root;
  return written(root, format, room);
}

/** Also what no editor would have written: it may have come before such was refused. */
function childrenOf(parent: Y.XmlFragment): Array<BlockNode | TextNode> {
  return parent.toArray().flatMap((child: unknown): Array<BlockNode | TextNode> => {
    if (child instanceof Y.XmlText) return textsOf(child);
    if (child instanceof Y.XmlElement)
      return [{ type: child.nodeName, attrs: plainly(child.getAttributes()), content: childrenOf(child) }];
    const text = textOfAny(child);
    return text === '' ? [] : [{ type: 'text', text }];
  });
}

function textsOf(text: Y.XmlText): TextNode[] {
  const runs = text.toDelta() as Array<{ insert: unknown; attributes?: Record<string, unknown> }>;
  return runs.flatMap(({ insert, attributes }) => {
    if (typeof insert !== 'string')
      return textOfAny(insert) === '' ? [] : [{ type: 'text' as const, text: textOfAny(insert) }];
    // A mark that may stand twice on one text carries a suffix after "--".
    const marks = Object.entries(attributes ?? {}).map(([name, attrs]) => ({
      type: name.split('--')[0] ?? name,
      ...(isRecord(attrs) ? { attrs: plainly(attrs) } : {}),
    }));
    return [{ type: 'text' as const, text: insert, ...(marks.length > 0 ? { marks } : {}) }];
  });
}

/** JSON has no large whole numbers and no bytes: such are told as text. */
function plainly(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, isPlain(value) ? value : textOfAny(value)]),
  );
}

const isPlain = (value: unknown): boolean =>
  value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;
