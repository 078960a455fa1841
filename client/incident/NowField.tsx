/**
 * One field of the Now block. While it is edited, the version that the writer had on screen is remembered: when someone
 * else saves a newer text meanwhile, both are shown and the writer chooses; no one overwrites what they have not read.
 */
import { Pencil } from 'lucide-react';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useNames, useRoom, useVerdict, useYou } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { useDraft, within, type Draft } from '../ui/drafting.ts';
import { Notes } from '../ui/Notes.tsx';
import { At } from '../ui/Time.tsx';
import { useImpactInSight } from './impact-in-sight.ts';
import { NOW_HINTS, NOW_NAMES, type NowName } from './names.ts';
import styles from './Now.module.css';
import { nowEdit } from './screen.ts';

/** `fresh`: changed a moment ago, while the reader was looking. */
export function NowField({ name, fresh }: { readonly name: NowName; readonly fresh: boolean }): ReactNode {
  const words = useWords(name);
  // Restored text is shown; the focus goes there only by a press.
  const [editing, setEditing] = useState<'no' | 'came-back' | 'pressed'>(words.isBegun ? 'came-back' : 'no');
  const watched = useImpactInSight(name);
  const wanted = useStore(nowEdit) === name;
  if (wanted && editing !== 'pressed') setEditing('pressed');
  useEffect(() => void (wanted && nowEdit.set(null)), [wanted]);
  return (
    <div ref={watched} className={styles['field']} data-editing={editing !== 'no'} data-fresh={fresh}>
      <dt>{NOW_NAMES[name]}</dt>
      <dd>
        {editing === 'no' ? (
          <Reading name={name} onEdit={() => setEditing('pressed')} />
        ) : (
          <Editing name={name} words={words} focus={editing === 'pressed'} onEnd={() => setEditing('no')} />
        )}
      </dd>
    </div>
  );
}

/** The text with the version of the block that its writer had read. */
interface Words {
  readonly text: string;
  readonly seen: number;
}

function useWords(name: NowName): Draft<Words> {
  const text = useRoom((room) => room.incident.now[name]?.value ?? '');
  const seen = useRoom((room) => room.incident.now.version);
  const blank = useMemo(() => ({ text, seen }), [text, seen]);
  return useDraft(`now.${name}`, blank);
}

interface ReadingProps {
  readonly name: NowName;
  readonly onEdit: () => void;
}

function Reading({ name, onEdit }: ReadingProps): ReactNode {
  const field = useRoom((room) => room.incident.now[name]);
  const seen = useRoom((room) => room.incident.now.version);
  const names = useNames();
  const value = field?.value ?? '';
  // Any other text will do to ask whether this person may write here at all.
  const sample = { seen, [name]: `${value}.` };
  const empty = useVerdict('incident.set-now', sample) === null ? NOW_HINTS[name] : 'Not set yet';
  return (
    <>
      <span
        className={styles['text']}
        data-fact={name}
        data-empty={value === ''}
        title={field === null ? undefined : `${names(field.by)}, ${field.at}`}
      >
        {value === '' ? empty : value}
      </span>
      <span className={styles['edit']}>
        <CommandButton
          look="quiet"
          size="small"
          type="incident.set-now"
          data={sample}
          aria-label={`Edit: ${NOW_NAMES[name]}`}
          drafts={[`now.${name}`]}
          onPress={onEdit}
        >
          <Pencil size={14} />
        </CommandButton>
      </span>
    </>
  );
}

interface EditingProps {
  readonly name: NowName;
  readonly words: Draft<Words>;
  readonly focus: boolean;
  readonly onEnd: () => void;
}

/** Closing it keeps the text; sending or discarding ends it. */
function Editing({ name, words, focus, onEnd }: EditingProps): ReactNode {
  const field = useRoom((room) => room.incident.now[name]);
  const version = useRoom((room) => room.incident.now.version);
  const you = useYou();
  const { text, seen } = words.value;
  const change = (next: string): void => words.set({ text: next, seen });
  const overtaken = field !== null && field.version > seen && field.by !== you && field.value !== text;
  return (
    <div className={styles['editing']}>
      {overtaken ? (
        <Newer
          name={name}
          onMine={() => words.set({ text, seen: version })}
          onTheirs={() => (words.clear(), onEnd())}
        />
      ) : null}
      <textarea
        aria-label={NOW_NAMES[name]}
        autoFocus={focus}
        rows={2}
        value={text}
        placeholder={NOW_HINTS[name]}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onEnd();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
            event.currentTarget.parentElement?.querySelector<HTMLButtonElement>('[data-command]')?.click();
        }}
      />
      <Notes text={text} most={4000} draft={{ ...within(text, change), isBegun: words.isBegun, clear: words.clear }} />
      <span className={styles['buttons']}>
        <Button size="small" look="quiet" onClick={onEnd}>
          Cancel
        </Button>
        <CommandButton
          size="small"
          look="primary"
          type="incident.set-now"
          data={{ seen, [name]: text.trim() }}
          sends={words}
          onDone={onEnd}
        >
          Save
        </CommandButton>
      </span>
    </div>
  );
}

interface NewerProps {
  readonly name: NowName;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

function Newer({ name, onMine, onTheirs }: NewerProps): ReactNode {
  const field = useRoom((room) => room.incident.now[name]);
  const names = useNames();
  if (field === null) return null;
  return (
    <div className={styles['newer']} role="alert">
      <p>
        <strong>{names(field.by)}</strong> changed this at <At at={field.at} /> while you were editing:
      </p>
      <blockquote>{field.value === '' ? '(cleared)' : field.value}</blockquote>
      <span className={styles['buttons']}>
        <Button size="small" onClick={onTheirs}>
          Keep theirs
        </Button>
        <Button size="small" onClick={onMine}>
          Replace with mine
        </Button>
      </span>
    </div>
  );
}
