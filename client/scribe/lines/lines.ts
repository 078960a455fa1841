/**
 * Every line knows who began it and when: `line` (its id), `by` and `byName`, `at` (server time), `entry` (the command
 * that put it on the timeline) and `said` (the mark of what the timeline was given). A line is a paragraph, a heading,
 * a decision, a block of code or an attachment; these are attributes of the block, in the document itself.
 *
 * Only own typing stamps, and only a line that has text and no stamp yet; what comes from others is never touched.
 * Attributes are not taken over by a paste or a copy, and the lower half of a split line becomes a line of its own, so
 * that two lines never share an id.
 *
 * Nothing of a stamp is drawn in its line, so a new one redraws nothing: a word that an input method composes there
 * stays whole.
 */
import { Extension } from '@tiptap/core';
import { DOMSerializer, Fragment, type Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, Selection, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { NodeView } from '@tiptap/pm/view';
import { isChangeOrigin } from '@tiptap/extension-collaboration';

const TEXT_LINES = ['paragraph', 'heading', 'codeBlock', 'decision'];
const LINE_TYPES = [...TEXT_LINES, 'attachment'];

export interface LineStamp {
  readonly line: string | null;
  readonly by: string | null;
  readonly byName: string | null;
  readonly at: string | null;
  readonly entry: string | null;
  readonly said: string | null;
}

export interface LineAuthor {
  readonly you: { readonly id: string; readonly name: string };
  readonly serverNow: () => number;
}

/** Any program may write any value into an attribute: a value that is not text counts as absent. */
export const textIn = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export function stampOf({ attrs }: Node): LineStamp {
  const { line, by, byName, at, entry, said } = attrs;
  return {
    line: textIn(line),
    by: textIn(by),
    byName: textIn(byName),
    at: textIn(at),
    entry: textIn(entry),
    said: textIn(said),
  };
}

export const isLine = (node: Node): boolean => LINE_TYPES.includes(node.type.name);
/** An empty line has no author yet. */
const isBegun = (node: Node): boolean => node.content.size > 0 || node.isAtom;
interface Placed {
  readonly node: Node;
  readonly position: number;
}
const NONE: LineStamp = { line: null, by: null, byName: null, at: null, entry: null, said: null };
/** More lines than this at once come from a paste. */
const FEW = 12;
const silent = { default: null, keepOnSplit: false, rendered: false, parseHTML: () => null };

export const Lines = Extension.create<LineAuthor>({
  name: 'lines',
  addGlobalAttributes() {
    return [
      {
        types: LINE_TYPES,
        attributes: { line: silent, by: silent, byName: silent, at: silent, entry: silent, said: silent },
      },
    ];
  },
  addProseMirrorPlugins() {
    const { options } = this;
    return [
      new Plugin({
        key: new PluginKey('lines'),
        props: { nodeViews: Object.fromEntries(TEXT_LINES.map((type) => [type, lineView])) },
        appendTransaction: (transactions, before, after) => {
          // What others did, and what undo brings back, has its stamps already.
          const isOwn = transactions.some(({ docChanged }) => docChanged) && !transactions.some(isChangeOrigin);
          return isOwn ? stamped(before, after, options) : null;
        },
      }),
    ];
  },
});

/**
 * As the schema draws it. By itself the editor rebuilds a block with each change of an attribute, even under a composed
 * word.
 */
function lineView(node: Node): NodeView {
  let shown = node;
  const spec = node.type.spec.toDOM?.(node);
  const { dom, contentDOM } = DOMSerializer.renderSpec(document, spec ?? ['p', 0]);
  const update = (next: Node): boolean => {
    const looksAlike = next.type === shown.type && withoutStamp(next).eq(withoutStamp(shown));
    if (looksAlike) shown = next;
    return looksAlike;
  };
  return { dom: dom as HTMLElement, ...(contentDOM === undefined ? {} : { contentDOM }), update };
}

const withoutStamp = ({ type, attrs }: Node): Node => type.create({ ...attrs, ...NONE });

function stamped(before: EditorState, after: EditorState, { you, serverNow }: LineAuthor): Transaction | null {
  const stamps = new Map<number, LineStamp>();
  let previous: Placed | null = null;
  const start = before.doc.content.findDiffStart(after.doc.content) ?? 0;
  const end = Math.max(start, before.doc.content.findDiffEnd(after.doc.content)?.b ?? after.doc.content.size);
  // Only what was touched is looked at, however long the document. Its neighbour only if it was the same line: a
  // template heading keeps no author.
  after.doc.nodesBetween(start, Math.min(end + 2, after.doc.content.size), (node, position) => {
    if (!isLine(node)) return !node.isTextblock;
    const own = stampOf(node);
    const above: LineStamp = previous === null ? NONE : stampOf(previous.node);
    const isSplit = own.line !== null && own.line === above.line;
    // Enter at the start of a line pushed its text into a new block: the stamp goes along.
    const emptied = previous !== null && !isBegun(previous.node) && above.line !== null ? previous : null;
    if (isBegun(node) && emptied !== null && (isSplit || (own.line === null && position < end))) {
      stamps.set(emptied.position, NONE);
      stamps.set(position, above);
    } else if (isSplit) {
      // The lower half of a line keeps its author, who wrote it, and is a line of its own: the timeline has the upper one.
      stamps.set(position, isBegun(node) ? { ...own, line: freshLineId(), entry: null, said: null } : NONE);
    } else if (isBegun(node) && own.line === null && position < end) {
      const at = new Date(serverNow()).toISOString();
      stamps.set(position, { ...NONE, line: freshLineId(), by: you.id, byName: you.name, at });
    }
    previous = { node, position };
    return false;
  });
  // In the same step of undo as the typing: marked as no step of its own, it would take the typing out of the history
  // too.
  return stamps.size === 0 ? null : stamps.size > FEW ? atOnce(after.tr, stamps) : oneByOne(after.tr, stamps);
}

function oneByOne(tr: Transaction, stamps: ReadonlyMap<number, LineStamp>): Transaction {
  for (const [position, stamp] of stamps)
    for (const [name, value] of Object.entries(stamp)) tr.setNodeAttribute(position, name, value);
  return tr;
}

/**
 * A long paste in one step: each step costs as much as the document is long. Nothing moves, so the selection stays as
 * it was.
 */
function atOnce(tr: Transaction, stamps: ReadonlyMap<number, LineStamp>): Transaction {
  const { doc, selection } = tr;
  const places = [...stamps.keys()];
  const from = doc.resolve(Math.min(...places)),
    to = doc.resolve(Math.max(...places));
  const first = from.index(0),
    last = to.index(0) + 1;
  const begin = from.posAtIndex(first, 0),
    end = to.posAtIndex(last, 0);
  tr.replaceWith(begin, end, restamped(doc.content.cut(begin, end), begin, stamps));
  return tr.setSelection(Selection.fromJSON(tr.doc, selection.toJSON()));
}

function restamped(blocks: Fragment, begin: number, stamps: ReadonlyMap<number, LineStamp>): Fragment {
  const made: Node[] = [];
  blocks.forEach((block, offset) => {
    const position = begin + offset;
    const content = isLine(block) ? block.content : restamped(block.content, position + 1, stamps);
    made.push(
      block.isText ? block : block.type.create({ ...block.attrs, ...stamps.get(position) }, content, block.marks),
    );
  });
  return Fragment.from(made);
}

/** Short, because every line carries one: 72 random bits. */
function freshLineId(): string {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_';
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => letters[byte & 63]).join('');
}
