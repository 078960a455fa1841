/**
 * Keys that belong to an input method (Japanese, Korean, Chinese and many others): while it composes a word, Enter,
 * Tab, Escape and the arrows choose among its suggestions, and the page must do nothing with them.
 *
 *   key --> gate (window, before all else) --> of an input method? it goes no further
 *                                          \--> in the document's editor it goes on: the editor needs it to follow the
 *                                               composition, and swallows what would act (client/scribe/editor/composition.ts)
 *
 * So a new handler cannot forget to check. Only a capture-phase listener on the window runs beside the gate and checks
 * itself.
 */

/**
 * The key code of a key that an input method has taken. Safari ends the composition first: its Enter has no other sign.
 */
const TAKEN = 229;

type KeyOf = Pick<KeyboardEvent, 'isComposing' | 'keyCode'>;

export const isComposing = ({ isComposing: composes, keyCode }: KeyOf): boolean => composes || keyCode === TAKEN;

/** Call once, before the page is drawn. */
export function gateComposition(): void {
  window.addEventListener('keydown', gate, { capture: true });
}

function gate(event: KeyboardEvent): void {
  const { target } = event;
  if (!isComposing(event) || (target instanceof HTMLElement && target.isContentEditable)) return;
  event.stopPropagation();
  // Otherwise it would submit a form with one field.
  if (event.key === 'Enter' && target instanceof HTMLInputElement) event.preventDefault();
}
