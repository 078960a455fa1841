/**
 * When is it over? The exit criteria: ticked as they are met, added and removed by the people who write the Now block.
 */
import { Plus, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Criterion } from '../../shared/incident/words.ts';
import { useRoom, useSend, useVerdict } from '../session/hooks.ts';
import { freshId } from '../session/ids.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { useDraft, type TextDraft } from '../ui/drafting.ts';
import { Notes } from '../ui/Notes.tsx';
import { toast } from '../ui/toasts.ts';
import { isTooLong } from '../ui/too-long.ts';
import { CRITERION } from './names.ts';
import styles from './Now.module.css';

const NONE: readonly Criterion[] = [];
const MOST = 300;

export function Criteria(): ReactNode {
  const criteria = useRoom((room) => room.incident.now.exitCriteria?.value ?? NONE);
  const seen = useRoom((room) => room.incident.now.version);
  const words = useDraft(CRITERION, '');
  // Restored text is shown; the focus goes there only by a press.
  const [adding, setAdding] = useState<'no' | 'came-back' | 'pressed'>(words.isBegun ? 'came-back' : 'no');
  const send = useSend();
  const sample = [...criteria, { id: 'sample', text: 'sample', met: false }];
  const refused = useVerdict('incident.set-now', { seen, exitCriteria: sample })?.sentence ?? null;
  const write = async (exitCriteria: readonly Criterion[]): Promise<boolean> => {
    const answer = await send('incident.set-now', { seen, exitCriteria });
    if (!answer.ok) toast({ tone: 'refused', text: answer.message });
    return answer.ok;
  };
  return (
    <div className={styles['field']} data-editing={adding !== 'no'}>
      <dt>Exit criteria</dt>
      <dd>
        <ul className={styles['criteria']}>
          {criteria.map((each) => (
            <Row
              key={each.id}
              criterion={each}
              refused={refused}
              onTick={() =>
                write(criteria.map((other) => (other.id === each.id ? { ...each, met: !each.met } : other)))
              }
              onRemove={() => void write(criteria.filter((other) => other.id !== each.id))}
            />
          ))}
          {criteria.length === 0 && adding === 'no' ? (
            <li className={styles['text']} data-empty="true">
              {refused === null ? 'How will we know? “Errors under 1 % for 30 min”.' : 'Not set yet'}
            </li>
          ) : null}
        </ul>
        {adding !== 'no' ? (
          <Adding
            words={words}
            focus={adding === 'pressed'}
            onEnd={() => setAdding('no')}
            onAdd={(text) => write([...criteria, { id: freshId(), text, met: false }])}
          />
        ) : (
          <span className={styles['edit']}>
            <CommandButton
              look="quiet"
              size="small"
              type="incident.set-now"
              data={{ seen, exitCriteria: sample }}
              aria-label="Add an exit criterion"
              drafts={[CRITERION]}
              onPress={() => setAdding('pressed')}
            >
              <Plus size={15} />
            </CommandButton>
          </span>
        )}
      </dd>
    </div>
  );
}

interface RowProps {
  readonly criterion: Criterion;
  readonly refused: string | null;
  readonly onTick: () => Promise<boolean>;
  readonly onRemove: () => void;
}

function Row({ criterion, refused, onTick, onRemove }: RowProps): ReactNode {
  // The tick shows at once and stays only if the server agrees.
  const [hoped, setHoped] = useState<boolean | null>(null);
  const tick = async (): Promise<void> => {
    if (refused !== null) return toast({ tone: 'refused', text: refused });
    setHoped(!criterion.met);
    await onTick();
    setHoped(null);
  };
  return (
    <li data-met={criterion.met}>
      <label title={refused ?? undefined}>
        <input
          type="checkbox"
          checked={hoped ?? criterion.met}
          aria-disabled={refused !== null}
          onChange={() => void tick()}
        />
        <span>{criterion.text}</span>
      </label>
      {refused === null ? (
        <Button look="quiet" size="small" aria-label={`Remove: ${criterion.text}`} onClick={onRemove}>
          <X size={14} />
        </Button>
      ) : null}
    </li>
  );
}

interface AddingProps {
  readonly words: TextDraft;
  readonly focus: boolean;
  readonly onAdd: (text: string) => Promise<boolean>;
  readonly onEnd: () => void;
}

/** Enter adds and asks for the next one; an empty line or Esc ends. */
function Adding({ words, focus, onAdd, onEnd }: AddingProps): ReactNode {
  const text = words.value;
  const add = async (): Promise<void> => {
    if (text.trim() === '') return onEnd();
    if (isTooLong(text, MOST)) return;
    words.clear();
    // Not accepted: the words are back, unless the next line has begun.
    if (!(await onAdd(text.trim()))) words.set((now) => (now === '' ? text : now));
  };
  return (
    <form
      className={styles['adding']}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <input
        aria-label="Exit criterion"
        autoFocus={focus}
        placeholder="Errors under 1 % for 30 min"
        value={text}
        onChange={(event) => words.set(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onEnd()}
      />
      <Button type="submit" size="small">
        Add
      </Button>
      <Button size="small" look="quiet" onClick={onEnd}>
        Done
      </Button>
      <Notes text={text} most={MOST} draft={words} />
    </form>
  );
}
