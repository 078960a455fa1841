/**
 * The mark "edited after promotion" at the end of its line: a button, so that a keyboard and a screen reader reach it.
 * Pointing at it shows what the timeline says, pressing it offers to correct that.
 */
import styles from '../editor/blocks.module.css';
import { editedShown } from '../editor/surfaces.ts';

export const PEEK_ID = 'what-the-timeline-says';

export function editedButton(line: string): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = styles['edited'] ?? '';
  button.contentEditable = 'false';
  button.textContent = 'edited after promotion';
  button.setAttribute('aria-describedby', PEEK_ID);
  const peek = (): void => editedShown.set({ line, how: 'peek', mark: button });
  const leave = (): void => {
    if (editedShown.get()?.how === 'peek') editedShown.set(null);
  };
  button.addEventListener('mouseenter', peek);
  button.addEventListener('focus', peek);
  button.addEventListener('mouseleave', leave);
  button.addEventListener('blur', leave);
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', () => editedShown.set({ line, how: 'open', mark: button }));
  return button;
}
