/**
 * The list of keys that are answered now, opened by `?` from anywhere, also when single keys are off: it is where they come back.
 * Lives once, in App.tsx; `showKeys()` opens it from a button.
 */
import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { Store } from '../session/store.ts';
import { Dialog } from './Dialog.tsx';
import { activeKeys, isTyping, keysOn, setKeysOn } from './keys.ts';
import styles from './KeyHelp.module.css';

const open = new Store(false);
export const showKeys = (): void => open.set(true);

/** These work everywhere, whatever screen it is, and cannot be turned off. */
const ALWAYS = [
  { key: 'Ctrl Enter', does: 'Send what is being written' },
  { key: 'Esc', does: 'Close a dialog, leave the text' },
  { key: 'F6', does: 'Go to the next pane (Shift: back)' },
  { key: '?', does: 'Show this list' },
];

export function KeyHelp(): ReactNode {
  const shown = useSyncExternalStore(open.subscribe, open.get);
  useEffect(() => {
    const asked = (event: KeyboardEvent): void => {
      if (event.key === '?' && !event.ctrlKey && !event.metaKey && !isTyping(event.target)) showKeys();
    };
    window.addEventListener('keydown', asked);
    return () => window.removeEventListener('keydown', asked);
  }, []);
  return (
    <Dialog open={shown} onClose={() => open.set(false)} title="Keys">
      <KeyList />
    </Dialog>
  );
}

function KeyList(): ReactNode {
  const keys = useSyncExternalStore(activeKeys.subscribe, activeKeys.get);
  const on = useSyncExternalStore(keysOn.subscribe, keysOn.get);
  const distinct = [...new Map(keys.flatMap(({ key, does }) => (key === undefined ? [] : [[key, { key, does }] as const]))).values()];
  return (
    <>
      <label className={styles['switch']}>
        <input type="checkbox" role="switch" checked={on} onChange={(event) => setKeysOn(event.target.checked)} />
        <span>Single keys <small>They work outside of text fields. Turn them off if they get in the way.</small></span>
      </label>
      <dl className={styles['keys']} data-off={!on}>
        {distinct.map(({ key, does }) => <Row key={key} keys={key} does={does} />)}
      </dl>
      <dl className={styles['keys']}>
        {ALWAYS.map(({ key, does }) => <Row key={key} keys={key} does={does} />)}
      </dl>
    </>
  );
}

function Row({ keys, does }: { readonly keys: string; readonly does: string }): ReactNode {
  return (
    <div>
      <dt>{keys.split(' ').map((key) => <kbd key={key}>{key}</kbd>)}</dt>
      <dd>{does}</dd>
    </div>
  );
}
