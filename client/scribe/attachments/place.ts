/**
 * Where an attachment goes: below the block of the caret, or in its place when that is an empty line; inside a list as
 * far as the list allows it. The place is kept in the document's own terms during the upload.
 */
import { Fragment, type Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import type { RelativePosition } from 'yjs';

export function anchorAt(state: EditorState, position: number): RelativePosition {
  const { type, binding } = ySyncPluginKey.getState(state);
  return absolutePositionToRelativePosition(position, type, binding.mapping) as RelativePosition;
}

/** Where the anchor is now; the end of the document when what was around it is gone. */
export function positionOf(state: EditorState, anchor: RelativePosition): number {
  const { type, binding, doc } = ySyncPluginKey.getState(state);
  const position = relativePositionToAbsolutePosition(doc, type, anchor, binding.mapping) as number | null;
  return Math.min(position ?? state.doc.content.size, state.doc.content.size);
}

/** The position between two blocks at which such a block may stand, nearest below the caret. */
export function gapAt(doc: Node, position: number): number {
  const $position = doc.resolve(position);
  for (let depth = $position.depth; depth > 0; depth -= 1) {
    const around = $position.node(depth - 1);
    const isEmptyLine = $position.node(depth).type.name === 'paragraph' && $position.node(depth).content.size === 0;
    const index = isEmptyLine ? $position.index(depth - 1) : $position.indexAfter(depth - 1);
    if (around.canReplaceWith(index, index, doc.type.schema.nodes['attachment'] ?? around.type))
      return isEmptyLine ? $position.before(depth) : $position.after(depth);
  }
  return position;
}

/** A block at the very end gets an empty line below, or the caret would have nowhere to continue. */
export function withLineBelow(doc: Node, gap: number, block: Node): Fragment {
  const isLast = gap >= doc.content.size;
  const below = isLast ? doc.type.schema.nodes['paragraph']?.create() : undefined;
  return below === undefined ? Fragment.from(block) : Fragment.from([block, below]);
}
