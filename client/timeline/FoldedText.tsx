/** What a person wrote, with its addresses; a long text begins folded, and a press shows all of it. */
import { useState, type ReactNode } from 'react';
import { beginning } from './fold.ts';
import { Linked } from './Linked.tsx';
import styles from './Talk.module.css';

export function FoldedText({ text }: { readonly text: string }): ReactNode {
  const [whole, setWhole] = useState(false);
  const short = beginning(text);
  if (short === null) return <Linked text={text} />;
  return (
    <>
      <Linked text={whole ? text : `${short.trimEnd()} …`} />
      <button type="button" className={styles['fold']} aria-expanded={whole} onClick={() => setWhole(!whole)}>
        {whole ? 'Show less' : `Show all ${text.length.toLocaleString('en')} characters`}
      </button>
    </>
  );
}
