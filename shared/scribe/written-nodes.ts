/**
 * The document's tree as its writers see it: blocks, and texts with marks. Any program may have written any value into
 * it.
 */
export interface TextNode {
  readonly type: 'text';
  readonly text: string;
  readonly marks?: ReadonlyArray<{ readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }>;
}

export interface BlockNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: ReadonlyArray<BlockNode | TextNode>;
}

const INLINE: ReadonlySet<string> = new Set(['hardBreak', 'mention']);

export const isText = (node: BlockNode | TextNode): node is TextNode => node.type === 'text' && 'text' in node;
export const isInline = (node: BlockNode | TextNode): boolean => isText(node) || INLINE.has(node.type);

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
/** A name is one line: with line breaks in it, it would be a heading or a list of the document's. */
export const lineOf = (value: unknown): string =>
  textOf(value)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
export const isChecked = ({ attrs }: BlockNode): boolean =>
  attrs?.['checked'] === true || attrs?.['checked'] === 'true';

/** Text in the place of a block becomes a paragraph. */
export function blocksIn(content: ReadonlyArray<BlockNode | TextNode>): readonly BlockNode[] {
  const made: BlockNode[] = [];
  let words: Array<BlockNode | TextNode> | null = null;
  for (const node of content) {
    if (!isText(node) && !isInline(node)) {
      words = null;
      made.push(node);
    } else if (words === null) made.push({ type: 'paragraph', content: (words = [node]) });
    else words.push(node);
  }
  return made;
}
