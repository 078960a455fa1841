/** What can be done to a line that someone wrote: correct it, strike it out, pin it. Each is a new line of the log. */
import { Ellipsis, PencilLine, Pin, PinOff, Strikethrough } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { TimelineEntry } from '../../shared/timeline/entries.ts';
import { useSend } from '../session/hooks.ts';
import { beginningOf } from '../ui/graphemes.ts';
import { CommandItem, LateMenu } from '../ui/Menu.tsx';
import { toast } from '../ui/toasts.ts';
import { CorrectDialog } from './CorrectDialog.tsx';
import { StrikeDialog } from './StrikeDialog.tsx';
import styles from './LineMenu.module.css';

export function LineMenu({ entry }: { readonly entry: TimelineEntry }): ReactNode {
  const [open, setOpen] = useState<'correct' | 'strike' | null>(null);
  const send = useSend();
  const pin = async (type: 'timeline.pin' | 'timeline.unpin'): Promise<void> => {
    const answer = await send(type, { entry: entry.id });
    if (!answer.ok) toast({ tone: 'refused', text: answer.message });
  };
  const correct = ['text', 'at', 'why'].map((field) => `correct.${entry.id}.${field}`);
  const strike = [`strike.${entry.id}`];
  const close = (): void => setOpen(null);
  return (
    <span className={styles['menu']} data-menu>
      <LateMenu
        label={`More: ${beginningOf(entry.text, 60)}`}
        trigger={<Ellipsis size={16} />}
        drafts={[...correct, ...strike]}
      >
        <CommandItem
          icon={<PencilLine size={16} />}
          type="timeline.correct"
          data={{ entry: entry.id, text: `${entry.text}.`, why: '-' }}
          drafts={correct}
          onSelect={() => setOpen('correct')}
        >
          Correct
        </CommandItem>
        <CommandItem
          icon={<Strikethrough size={16} />}
          type="timeline.strike"
          data={{ entry: entry.id, why: '-' }}
          drafts={strike}
          onSelect={() => setOpen('strike')}
        >
          Strike out
        </CommandItem>
        {entry.pinned ? (
          <CommandItem
            icon={<PinOff size={16} />}
            type="timeline.unpin"
            data={{ entry: entry.id }}
            onSelect={() => void pin('timeline.unpin')}
          >
            Unpin
          </CommandItem>
        ) : (
          <CommandItem
            icon={<Pin size={16} />}
            type="timeline.pin"
            data={{ entry: entry.id }}
            onSelect={() => void pin('timeline.pin')}
          >
            Pin
          </CommandItem>
        )}
      </LateMenu>
      {open === 'correct' ? <CorrectDialog entry={entry} onClose={close} /> : null}
      {open === 'strike' ? <StrikeDialog entry={entry} onClose={close} /> : null}
    </span>
  );
}
