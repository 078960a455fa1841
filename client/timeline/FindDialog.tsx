/** Finds words in the whole log, also in what this page has not loaded, and leads to the line. */
import { useEffect, useState, type ReactNode } from 'react';
import type { FoundLine } from '../../shared/finding.ts';
import type { FindAnswer } from '../../shared/protocol.ts';
import { ask } from '../session/connection.ts';
import { useNames, useRoomStore, useView } from '../session/hooks.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { At } from '../ui/Time.tsx';
import { toast } from '../ui/toasts.ts';
import { jumpTo } from './jump.ts';
import styles from './Find.module.css';

type Found = Extract<FindAnswer, { ok: true }> & { readonly typed: string };

export function FindDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [typed, type] = useState('');
  const { found, problem } = useFound(typed.trim());
  const store = useRoomStore();
  const go = (line: FoundLine): void => {
    onClose();
    void jumpTo(store, line).then(
      (there) => there || toast({ tone: 'refused', text: 'That line could not be loaded. Try again.' }),
    );
  };
  return (
    <Dialog open onClose={onClose} title="Find in the log" wide>
      <Field
        label="Words of a line, or a name"
        type="search"
        value={typed}
        onChange={(event) => type(event.target.value)}
      />
      <p className={styles['count']} role="status">
        {problem ?? (found === null ? '' : countOf(found))}
      </p>
      <ul className={styles['finds']} aria-label="Lines found">
        {(found?.found ?? []).map((line) => (
          <li key={line.id}>
            <Line line={line} onGo={() => go(line)} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Line({ line: { at, by, said, text }, onGo }: { readonly line: FoundLine; readonly onGo: () => void }) {
  const name = useNames();
  return (
    <button type="button" onClick={onGo}>
      <At at={at} />
      <span>{text}</span>
      <small title={name(by)}>
        {name(by)}
        {said ? ', chat' : ''}
      </small>
    </button>
  );
}

function countOf({ found, more }: Found): string {
  if (found.length === 0) return 'No line has all these words.';
  return more ? `The newest ${found.length} lines. Type more to see others.` : `${found.length} found`;
}

/** The server's answer to what was typed last: an older answer that comes later is not shown. */
function useFound(typed: string): { readonly found: Found | null; readonly problem: string | null } {
  const room = useView(({ id }) => id);
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (typed.length < FEWEST) return undefined;
    let current = true;
    // Asked once typing pauses: each search reads the log.
    const timer = setTimeout(() => {
      void ask<FindAnswer>('find', { room, text: typed }).then((answer) => {
        if (!current) return;
        setProblem(
          answer === null ? 'No connection. The whole log can’t be searched now.' : answer.ok ? null : answer.message,
        );
        if (answer?.ok === true) setFound({ ...answer, typed });
      });
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [room, typed]);
  return { found: typed.length < FEWEST ? null : found, problem };
}

const PAUSE_MS = 200;
/** One letter is in nearly every line. */
const FEWEST = 2;
