/**
 * The list of keys that work now, opened by `?` from anywhere, also when single keys are off: this is where to turn
 * them on again. Mounted once, in App.tsx; `showKeys()` opens it from a button.
 */
import { useEffect, type ReactNode } from 'react';
import { useStore } from '../session/store-hooks.ts';
import { Dialog } from './Dialog.tsx';
import { helpOpen, helpParts, showKeys, type Part } from './key-help.ts';
import { activeKeys, isTyping, keysOn, setKeysOn } from './keys.ts';
import styles from './KeyHelp.module.css';

export function KeyHelp(): ReactNode {
  const shown = useStore(helpOpen);
  useEffect(() => {
    const asked = (event: KeyboardEvent): void => {
      if (event.key === '?' && !event.ctrlKey && !event.metaKey && !isTyping(event.target)) showKeys();
    };
    window.addEventListener('keydown', asked);
    return () => window.removeEventListener('keydown', asked);
  }, []);
  return (
    <Dialog open={shown} onClose={() => helpOpen.set(false)} title="Keyboard shortcuts" wide>
      <KeyList />
    </Dialog>
  );
}

function KeyList(): ReactNode {
  const keys = useStore(activeKeys);
  const on = useStore(keysOn);
  return (
    <>
      <label className={styles['switch']}>
        <input type="checkbox" role="switch" checked={on} onChange={(event) => setKeysOn(event.target.checked)} />
        <span>
          Single keys <small>They work outside text fields. Turn them off if they get in the way.</small>
        </span>
      </label>
      <div className={styles['parts']}>
        {helpParts(keys).map((part) => (
          <Keys key={part.title} part={part} off={!on && part.isAlwaysOn !== true} />
        ))}
      </div>
    </>
  );
}

function Keys({ part, off }: { readonly part: Part; readonly off: boolean }): ReactNode {
  return (
    <section data-off={off}>
      <h3>{part.title}</h3>
      <dl className={styles['keys']}>
        {part.keys.map(({ key, does }) => (
          <div key={key}>
            <dt>
              {key.split(' ').map((one) => (
                <kbd key={one}>{one}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
