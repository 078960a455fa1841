/**
 * Blocks that did not change stay the very same objects when others write. The binding (@tiptap/y-tiptap 3.0.9) forgets
 * every block with each change from others and rebuilds all of them; then every later key compares all of them,
 * attribute by attribute. What a change touched, with everything around it, it forgets by itself.
 */
import type { ProsemirrorBinding } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';

type Blocks = ProsemirrorBinding['mapping'];

/** Call when the binding has drawn the text for the first time. */
export function keepBlocks(binding: ProsemirrorBinding): void {
  binding.mapping = new Kept(binding.mapping) as Blocks;
}

class Kept extends Map<Y.AbstractType<unknown>, unknown> {
  /** Not all at once: only what is no longer in the text. */
  override clear(): void {
    for (const type of this.keys()) if (type._item?.deleted === true) this.delete(type);
  }
}
