/**
 * What a person's keys do with a line, each as the change that the editor makes. Nothing happens where the text doesn't
 * allow it.
 */
import type { Node, NodeType } from '@tiptap/pm/model';
import { liftListItem, sinkListItem } from '@tiptap/pm/schema-list';
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { canJoin, canSplit, findWrapping, liftTarget } from '@tiptap/pm/transform';

interface Line {
  readonly node: Node;
  readonly position: number;
}

const TEXT_KINDS: Readonly<Record<string, string>> = {
  heading: 'heading',
  code: 'codeBlock',
  decision: 'decision',
  plain: 'paragraph',
};
const WRAPS: Readonly<Record<string, string>> = {
  bullets: 'bulletList',
  ordered: 'orderedList',
  tasks: 'taskList',
  quote: 'blockquote',
};
const SIBLINGS: Readonly<Record<string, string>> = { bulletList: 'orderedList', orderedList: 'bulletList' };

/** Changes the kind of the line. */
export function changed(state: EditorState, kind: string, { node, position }: Line): Transaction {
  const { tr, schema } = state;
  const text = schema.nodes[TEXT_KINDS[kind] ?? ''];
  const $inside = tr.doc.resolve(position + 1);
  if (text !== undefined)
    return $inside.node(-1).canReplaceWith($inside.index(-1), $inside.index(-1) + 1, text)
      ? tr.setBlockType(position + 1, position + 1, text, ownAttributes(text, node))
      : tr;
  const wrap = schema.nodes[WRAPS[kind] ?? ''] as NodeType;
  const list = $inside.depth >= 3 ? $inside.node(-2) : null;
  // A whole list changes its kind.
  if (list !== null && SIBLINGS[list.type.name] === wrap.name) return tr.setNodeMarkup($inside.before(-2), wrap);
  const range = $inside.blockRange();
  const wrapping = range === null ? null : findWrapping(range, wrap);
  return range === null || wrapping === null ? tr : tr.wrap(range, wrapping);
}

const ownAttributes = ({ spec }: NodeType, { attrs }: Node): Record<string, unknown> =>
  Object.fromEntries(Object.entries(attrs).filter(([name]) => name in (spec.attrs ?? {})));

/** Enter: the lower half becomes a line, not stamped yet; in a list, an item. */
export function split({ tr }: EditorState, { node, position }: Line, at: number): Transaction {
  const inside = position + 1 + at;
  const $inside = tr.doc.resolve(inside);
  const isPoint = $inside.depth > 1 && $inside.index(-1) === 0 && $inside.node(-1).type.name.endsWith('Item');
  const below = { type: node.type, attrs: {} };
  const [depth, types] = isPoint ? [2, [{ type: $inside.node(-1).type, attrs: {} }, below]] : [1, [below]];
  return canSplit(tr.doc, inside, depth, types) ? tr.split(inside, depth, types) : tr;
}

/** Backspace at its beginning. */
export function joined({ tr }: EditorState, { node, position }: Line): Transaction {
  return canJoin(tr.doc, position) && tr.doc.resolve(position).nodeBefore?.type === node.type ? tr.join(position) : tr;
}

/** Tab and Shift-Tab in a list; elsewhere outdenting takes the line out of its block. */
export function moved(state: EditorState, deed: 'indent' | 'outdent', { position }: Line): Transaction {
  const there = state.apply(state.tr.setSelection(TextSelection.create(state.doc, position + 1)));
  const $inside = there.doc.resolve(position + 1);
  const item = $inside.depth > 1 ? $inside.node(-1).type : null;
  let made: Transaction | null = null;
  if (item !== null && item.name.endsWith('Item'))
    (deed === 'indent' ? sinkListItem(item) : liftListItem(item))(there, (change) => void (made = change));
  else if (deed === 'outdent') made = lifted(there.tr, position);
  return made ?? state.tr;
}

function lifted(tr: Transaction, position: number): Transaction {
  const range = tr.doc.resolve(position + 1).blockRange();
  const target = range === null ? null : liftTarget(range);
  return range === null || target === null ? tr : tr.lift(range, target);
}
