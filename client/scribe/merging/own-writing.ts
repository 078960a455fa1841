/**
 * How this editor's changes are written into the shared text, where the binding (@tiptap/y-tiptap 3.0.9) compares and
 * guesses wrong for others: of two equal letters the one at the caret is new, or gone; and a block that becomes another
 * one goes behind the one that it replaces, where no one else's line comes between by chance. The binding does all the
 * rest.
 */
import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { updateYFragment, ySyncPluginKey, type ProsemirrorBinding } from '@tiptap/y-tiptap';
import { simpleDiffStringWithCursor } from 'lib0/diff';
import * as Y from 'yjs';

/** What is written here, and what the editor shows of it. */
type Written = Map<Y.XmlElement | Y.XmlText, Node | Node[]>;

/** Call before the drawing is guarded: an editor that is cut off writes nothing. */
export function writeInPlace(binding: ProsemirrorBinding): void {
  const write = binding._prosemirrorChanged.bind(binding);
  binding._prosemirrorChanged = (doc: Node) =>
    binding.doc.transact(() => {
      const written: Written = new Map();
      writeBlocks({ binding, written }, binding.type, doc);
      write(doc);
      // The binding finds these equal, and would continue with what they were before.
      for (const [type, shown] of written) if (type._item?.deleted === false) binding.mapping.set(type, shown);
    }, ySyncPluginKey);
}

interface Writing {
  readonly binding: ProsemirrorBinding;
  readonly written: Written;
}

/** The children of a block that changed, as long as each of them is where the one before was. */
function writeBlocks(writing: Writing, type: Y.XmlFragment, node: Node): void {
  if (node.isTextblock) return writeLetters(writing, type, node);
  const { binding, written } = writing;
  const children = type.toArray();
  if (node.childCount !== children.length) return;
  const isSame = (at: number): boolean => binding.mapping.get(children[at] as Y.XmlElement) === node.child(at);
  let [from, to] = [0, children.length];
  while (from < to && isSame(from)) from += 1;
  while (to > from && isSame(to - 1)) to -= 1;
  for (let at = from; at < to; at += 1) {
    const child: unknown = children[at];
    if (!(child instanceof Y.XmlElement)) return;
    if (child.nodeName !== node.child(at).type.name) replace(binding, { parent: type, at, node: node.child(at) });
    else {
      written.set(child, node.child(at));
      writeBlocks(writing, child, node.child(at));
    }
  }
}

function replace(
  binding: ProsemirrorBinding,
  { parent, at, node }: { readonly parent: Y.XmlFragment; readonly at: number; readonly node: Node },
): void {
  const block = new Y.XmlElement(node.type.name);
  parent.insert(at + 1, [block]);
  updateYFragment(binding.doc, block, node, binding);
  binding.mapping.delete(parent.get(at) as Y.XmlElement);
  parent.delete(at, 1);
}

function writeLetters({ binding: { prosemirrorView }, written }: Writing, block: Y.XmlFragment, node: Node): void {
  const text: unknown = block.length === 1 ? block.get(0) : null;
  const { $head } = (prosemirrorView as { readonly state: EditorState }).state.selection;
  if (!(text instanceof Y.XmlText) || $head.parent !== node || node.textContent.length !== node.content.size) return;
  const [before, after] = [wordsOf(text), node.textContent];
  if (before === null || before === after) return;
  const { index, remove, insert } = simpleDiffStringWithCursor(
    before,
    after,
    $head.parentOffset - Math.max(0, after.length - before.length),
  );
  // Before the part that goes: behind it, someone else's letters could come between those of a word that an input
  // method replaces.
  if (insert !== '') text.insert(index, insert);
  if (remove > 0) text.delete(index + insert.length, remove);
  written.set(text, [...node.content.content]);
}

/** Null when it holds more than letters. */
function wordsOf(text: Y.XmlText): string | null {
  const runs = text.toDelta() as ReadonlyArray<{ readonly insert: unknown }>;
  return runs.every(({ insert }) => typeof insert === 'string')
    ? runs.map(({ insert }) => insert as string).join('')
    : null;
}
