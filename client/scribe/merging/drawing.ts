/**
 * When the shared text cannot be drawn. The editor makes the shared text equal to what it shows with every key: one
 * that could not draw what others wrote would delete that with the next key. So it is cut off from the text at once,
 * before anything can be typed.
 */
import type { ProsemirrorBinding } from '@tiptap/y-tiptap';

/** Calls once when a change could not be drawn; by then nothing that this editor shows reaches the text any more. */
export function guardDrawing(binding: ProsemirrorBinding, broken: (reason: unknown) => void): void {
  aroundDrawing(binding, (draw) => {
    try {
      draw();
    } catch (reason) {
      binding._prosemirrorChanged = () => undefined;
      binding.destroy();
      broken(reason);
    }
  });
}

/** From now on each change of the shared text is drawn by `around`. */
export function aroundDrawing(binding: ProsemirrorBinding, around: (draw: () => void) => void): void {
  const { type, _observeFunction: drawn } = binding;
  const surrounded = (events: unknown, transaction: unknown): void => around(() => drawn(events, transaction));
  type.unobserveDeep(drawn);
  binding._observeFunction = surrounded;
  type.observeDeep(surrounded);
}
