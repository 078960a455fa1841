/**
 * The shared text bound to a view as an editor binds it, without a browser: what the editor shows, and what it writes
 * back.
 */
import { EditorState, type Plugin, type Transaction } from '@tiptap/pm/state';
import type { Schema } from '@tiptap/pm/model';
import { ySyncPlugin, ySyncPluginKey, type ProsemirrorBinding } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';

export class BoundSight {
  state: EditorState;
  readonly binding: ProsemirrorBinding;
  /** Whether an input method is composing a word in it. */
  composing = false;
  readonly isDestroyed = false;
  readonly dom = Object.assign(new EventTarget(), { ownerDocument: new EventTarget(), blur: () => undefined });
  readonly #drawn: { update?: (view: never, before: EditorState) => void } | undefined;

  constructor(tree: Y.XmlFragment, schema: Schema, ...plugins: readonly Plugin[]) {
    const sync = ySyncPlugin(tree) as Plugin;
    this.state = EditorState.create({ schema, plugins: [sync, ...plugins] });
    this.#drawn = sync.spec.view?.(this as never) as never;
    this.binding = (ySyncPluginKey.getState(this.state) as { binding: ProsemirrorBinding }).binding;
  }

  readonly hasFocus = (): boolean => false;
  readonly focus = (): void => undefined;

  /** What the binding needs of a view. */
  readonly dispatch = (change: Transaction): void => {
    this.state = this.state.apply(change);
  };

  /** A change made in this editor, which goes to the shared text at once. */
  makes(change: Transaction): void {
    this.dispatch(change);
    this.#drawn?.update?.(this as never, this.state);
  }
}
