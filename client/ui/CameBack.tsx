/**
 * That a text was restored unsent, below its field, with a quiet button to discard it. Where several stand together, in
 * a dialog or a panel, it is said once for all of them, above them.
 */
import { createContext, useContext, useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { Store } from '../session/store.ts';
import { useStore } from '../session/store-hooks.ts';
import type { TextDraft } from './drafting.ts';
import styles from './Notes.module.css';

interface Waiting {
  readonly field: string;
  /** Fields of one form are discarded together. */
  readonly form: string;
  readonly clear: () => void;
}

const Together = createContext<Store<readonly Waiting[]> | null>(null);

export function UnsentTogether({ children }: { readonly children: ReactNode }): ReactNode {
  const [waiting] = useState(() => new Store<readonly Waiting[]>([]));
  return (
    <Together value={waiting}>
      <Several waiting={waiting} />
      {children}
    </Together>
  );
}

const formsOf = (all: readonly Waiting[]): number => new Set(all.map(({ form }) => form)).size;

function Several({ waiting }: { readonly waiting: Store<readonly Waiting[]> }): ReactNode {
  const all = useStore(waiting);
  const forms = formsOf(all);
  if (forms < 2) return null;
  return (
    <div className={`${styles['notes']} ${styles['several']}`}>
      <p>
        {forms} texts not sent yet.{' '}
        <button type="button" onClick={() => all.forEach(({ clear }) => clear())}>
          Discard all
        </button>
      </p>
    </div>
  );
}

/** Only for text that was there when the field appeared: someone who is typing now does not need the note. */
export function CameBack({ draft }: { readonly draft: TextDraft }): ReactNode {
  const [alone] = useState(() => new Store<readonly Waiting[]>([]));
  const together = useContext(Together) ?? alone;
  const all = useStore(together);
  const field = useId();
  const [cameBack] = useState(draft.isBegun);
  const waits = cameBack && draft.isBegun;
  const { form = field, clear } = draft;
  const latest = useRef(clear);
  useEffect(() => void (latest.current = clear));
  useEffect(() => {
    if (!waits) return undefined;
    together.set([...together.get(), { field, form, clear: () => latest.current() }]);
    return () => together.set(together.get().filter((each) => each.field !== field));
  }, [together, waits, field, form]);
  if (!waits || all[0]?.field !== field || formsOf(all) > 1) return null;
  return (
    <p>
      Not sent yet.{' '}
      <button type="button" onClick={clear}>
        Discard
      </button>
    </p>
  );
}
