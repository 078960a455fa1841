/**
 * The others' carets: a thin bar in the person's colour, with a flag that names them and their role for a moment after they move and
 * while the pointer is near. Name, role and colour are what the server wrote into the awareness; the client's own words are not used.
 */
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import type { WebsocketProvider } from 'y-websocket';
import styles from './ScribeEditor.module.css';

const COLOR = /^#[0-9a-fA-F]{6}$/;

export function carets(provider: WebsocketProvider) {
  return CollaborationCaret.configure({
    provider,
    user: {},
    render: (user) => caret(user),
    selectionRender: ({ color }) => ({ class: styles['selection'] ?? '', style: `--caret: ${colorOf(color)}` }),
  });
}

function caret({ name, role, color }: Record<string, unknown>): HTMLElement {
  const bar = document.createElement('span');
  bar.className = styles['caret'] ?? '';
  bar.style.setProperty('--caret', colorOf(color));
  bar.setAttribute('aria-hidden', 'true');
  const flag = document.createElement('span');
  flag.className = styles['flag'] ?? '';
  flag.textContent = [name, role].filter((word) => typeof word === 'string' && word !== '').join(' · ');
  // Word joiners keep a line from breaking at a caret.
  bar.append('\u2060', flag, '\u2060');
  return bar;
}

const colorOf = (color: unknown): string => (typeof color === 'string' && COLOR.test(color) ? color : '#9aa4b2');
