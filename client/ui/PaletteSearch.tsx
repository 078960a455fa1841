/**
 * The line to type into and the list below it. The focus stays in the line; arrow keys move, Enter acts. A refused
 * action shows its reason when it is pressed: a press is never without effect.
 */
import { Search } from 'lucide-react';
import { useEffect, useEffectEvent, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useNow } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { announce } from './announcer.tsx';
import { DraftMark, useNamedWaits } from './DraftMark.tsx';
import { useEverywhere } from './everywhere.ts';
import { activeKeys, type Key } from './keys.ts';
import { lawSays, lookFurther, paletteBegins } from './palette.ts';
import { entriesFor, together, type Entry } from './palette-entries.ts';
import styles from './Palette.module.css';

interface PaletteSearchProps {
  readonly onChoose: (run: () => void) => void;
  /** It has left the screen, after a choice or without one. */
  readonly onGone: () => void;
}

export function PaletteSearch({ onChoose, onGone }: PaletteSearchProps): ReactNode {
  const leave = useEffectEvent(onGone);
  useEffect(() => () => leave(), []);
  const [query, setQuery] = useState(paletteBegins.get());
  const [at, setAt] = useState(0);
  const list = useId();
  const further = useFurther(query);
  const entries = useEntries(query, further.keys);
  const here = Math.min(at, Math.max(0, entries.length - 1));
  const press = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    if (entry.refused === null) return onChoose(entry.action.run);
    announce('assertive', entry.refused);
    setAt(entries.indexOf(entry));
  };
  const moved = (event: KeyboardEvent): void => {
    const to = MOVES[event.key]?.(here, entries.length);
    if (to !== undefined) setAt(to);
    else if (event.key === 'Enter') press(entries[here]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <label className={styles['line']}>
        <Search size={18} aria-hidden="true" />
        <input
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={moved}
          placeholder="What do you want to do?"
          autoComplete="off"
          spellCheck={false}
          role="combobox"
          aria-label="What do you want to do?"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={entries.length === 0 ? undefined : `${list}-${here}`}
        />
      </label>
      <div className={styles['list']} id={list} role="listbox" aria-label="What you can do here">
        {together(entries).map((run) => (
          <Run key={run.entries[0]?.action.does} reason={run.reason}>
            {run.entries.map((entry) => (
              <Option
                key={entry.action.does}
                id={`${list}-${entries.indexOf(entry)}`}
                entry={entry}
                alone={run.reason === null}
                chosen={entries.indexOf(entry) === here}
                onPress={() => press(entry)}
              />
            ))}
          </Run>
        ))}
      </div>
      {entries.length === 0 || further.problem !== null ? (
        <p className={styles['none']} role="status">
          {further.problem ?? (further.isLooking ? 'Searching incidents…' : 'No matches. Try fewer letters.')}
        </p>
      ) : null}
    </>
  );
}

/** Fresh each second, because what the domain allows may depend on the time. */
function useEntries(query: string, further: readonly Key[]): readonly Entry[] {
  useNow();
  const here = useStore(activeKeys);
  const everywhere = useEverywhere();
  return entriesFor([...here, ...everywhere, ...further], query, lawSays);
}

interface Further {
  readonly keys: readonly Key[];
  readonly problem: string | null;
  readonly isLooking: boolean;
}

const PAUSE_MS = 120;
const NOTHING = { keys: [], problem: null };

/** What the server finds for these words, a moment after the last letter. What was found stays until then. */
function useFurther(query: string): Further {
  const words = query.trim();
  const [found, setFound] = useState<Omit<Further, 'isLooking'> & { readonly for: string }>({ ...NOTHING, for: '' });
  useEffect(() => {
    if (words === '') return;
    let isOver = false;
    const later = setTimeout(async () => {
      const answer = await lookFurther(words);
      if (isOver) return;
      setFound({
        for: words,
        ...(typeof answer === 'string' ? { keys: [], problem: answer } : { keys: answer, problem: null }),
      });
    }, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(later);
    };
  }, [words]);
  return words === '' ? { ...NOTHING, isLooking: false } : { ...found, isLooking: found.for !== words };
}

const MOVES: Readonly<Record<string, (at: number, of: number) => number>> = {
  ArrowDown: (at, of) => (at + 1) % Math.max(1, of),
  ArrowUp: (at, of) => (at + of - 1) % Math.max(1, of),
  PageDown: (at, of) => Math.min(at + 8, of - 1),
  PageUp: (at) => Math.max(at - 8, 0),
};

/** What is refused for one reason, with the reason above it. */
function Run({ reason, children }: { readonly reason: string | null; readonly children: ReactNode }): ReactNode {
  const words = useId();
  if (reason === null) return children;
  return (
    <div role="group" aria-labelledby={words} className={styles['run']}>
      <small id={words} role="presentation">
        {reason}
      </small>
      {children}
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly entry: Entry;
  /** It says its own reason. */
  readonly alone: boolean;
  readonly chosen: boolean;
  readonly onPress: () => void;
}

function Option({ id, entry: { action, refused }, alone, chosen, onPress }: OptionProps): ReactNode {
  const row = useRef<HTMLDivElement>(null);
  const waits = useNamedWaits(action.drafts);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      className={styles['option']}
      aria-selected={chosen}
      aria-disabled={refused !== null}
      onClick={onPress}
      onPointerDown={(event) => event.preventDefault()}
    >
      <span>
        {action.does}
        {waits ? <DraftMark line /> : null}
        {refused === null || !alone ? null : <small> {refused}</small>}
      </span>
      {action.key === undefined ? null : (
        <span className={styles['keys']}>
          {action.key.split(' ').map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
        </span>
      )}
    </div>
  );
}
