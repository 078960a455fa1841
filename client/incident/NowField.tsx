/**
 * One field of the Now block. While it is edited, the version that the writer had on screen is remembered: when somebody else
 * saves a newer text meanwhile, both are shown and the writer chooses; nobody overwrites what they have not read.
 */
import { Pencil } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useNames, useRoom, useVerdict, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { At } from '../ui/Time.tsx';
import { NOW_HINTS, NOW_NAMES, type NowName } from './names.ts';
import styles from './Now.module.css';

/** `fresh`: changed a moment ago, before the reader's eyes. */
export function NowField({ name, fresh }: { readonly name: NowName; readonly fresh: boolean }): ReactNode {
  const [editing, setEditing] = useState(false);
  return (
    <div className={styles['field']} data-editing={editing} data-fresh={fresh}>
      <dt>{NOW_NAMES[name]}</dt>
      <dd>
        {editing ? (
          <Editing name={name} onEnd={() => setEditing(false)} />
        ) : (
          <Reading name={name} onEdit={() => setEditing(true)} />
        )}
      </dd>
    </div>
  );
}

function Reading({ name, onEdit }: { readonly name: NowName; readonly onEdit: () => void }): ReactNode {
  const field = useRoom((room) => room.incident.now[name]);
  const seen = useRoom((room) => room.incident.now.version);
  const names = useNames();
  const value = field?.value ?? '';
  // Any other text will do to ask whether this person may write here at all.
  const sample = { seen, [name]: `${value}.` };
  const empty = useVerdict('incident.set-now', sample) === null ? NOW_HINTS[name] : 'Not written yet';
  return (
    <>
      <span
        className={styles['text']}
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
          onPress={onEdit}
        >
          <Pencil size={14} />
        </CommandButton>
      </span>
    </>
  );
}

function Editing({ name, onEnd }: { readonly name: NowName; readonly onEnd: () => void }): ReactNode {
  const field = useRoom((room) => room.incident.now[name]);
  const version = useRoom((room) => room.incident.now.version);
  const you = useYou();
  const [seen, setSeen] = useState(version);
  const [text, setText] = useState(field?.value ?? '');
  const overtaken = field !== null && field.version > seen && field.by !== you && field.value !== text;
  return (
    <div className={styles['editing']}>
      {overtaken ? <Newer name={name} onMine={() => setSeen(version)} onTheirs={onEnd} /> : null}
      <textarea
        aria-label={NOW_NAMES[name]}
        autoFocus
        rows={2}
        maxLength={4000}
        value={text}
        placeholder={NOW_HINTS[name]}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onEnd();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
            event.currentTarget.parentElement?.querySelector<HTMLButtonElement>('[data-command]')?.click();
        }}
      />
      <span className={styles['buttons']}>
        <Button size="small" look="quiet" onClick={onEnd}>
          Cancel
        </Button>
        <CommandButton
          size="small"
          look="primary"
          type="incident.set-now"
          data={{ seen, [name]: text.trim() }}
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
        <strong>{names(field.by)}</strong> rewrote this at <At at={field.at} /> while you were writing:
      </p>
      <blockquote>{field.value === '' ? '(emptied)' : field.value}</blockquote>
      <span className={styles['buttons']}>
        <Button size="small" onClick={onTheirs}>
          Keep theirs
        </Button>
        <Button size="small" onClick={onMine}>
          I have read it, mine replaces it
        </Button>
      </span>
    </div>
  );
}
