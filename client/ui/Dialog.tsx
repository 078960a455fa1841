/**
 * A dialog that leaves the header's six facts in sight: it opens below the header, and the scrim begins there too. On a
 * phone it is a sheet. Esc and the scrim close it, Ctrl or Cmd with Enter presses the primary button; nothing typed is
 * lost, because forms keep their drafts with the caller.
 */
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Calm } from './calm.ts';
import { UnsentTogether } from './CameBack.tsx';
import styles from './Dialog.module.css';
import { useFromNowhere, useOpenDialog } from './open-dialogs.ts';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** Buttons, the primary one last. */
  readonly actions?: ReactNode;
  /** `full`: for what is looked at and not read, as wide as the window allows. */
  readonly wide?: true | 'full';
  /** To be read from the top before anything is filled in: the text has the focus, so that arrow keys scroll it. */
  readonly reads?: true;
}

export function Dialog({ open, onClose, title, children, actions, wide, reads }: DialogProps): ReactNode {
  const popup = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const fromNowhere = useFromNowhere(open);
  useOpenDialog(open, onClose);
  return (
    <Base.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles['scrim']} />
        <Base.Popup
          ref={popup}
          className={styles['dialog']}
          data-dialog
          data-wide={wide}
          onKeyDown={confirm}
          finalFocus={!fromNowhere}
          initialFocus={(how) => atOnce(popup.current, reads ? text.current : first(popup.current, how))}
        >
          <div className={styles['head']} data-head>
            <Base.Title className={styles['title']}>{title}</Base.Title>
            <Base.Close className={styles['close']} aria-label="Close">
              <X size={18} />
            </Base.Close>
          </div>
          <Calm value={false}>
            <div ref={text} className={styles['body']} tabIndex={reads ? -1 : undefined}>
              <UnsentTogether>{children}</UnsentTogether>
            </div>
            {actions === undefined ? null : (
              <div className={styles['actions']} data-actions>
                {actions}
              </div>
            )}
          </Calm>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** The first field, or the primary button; on touch the dialog itself, so that no keyboard springs up over it. */
function first(popup: HTMLElement | null, how: string): HTMLElement | true {
  if (popup === null || how === 'touch' || matchMedia('(pointer: coarse)').matches) return popup ?? true;
  return (
    popup.querySelector<HTMLElement>('[autofocus], input, textarea, select') ??
    [...popup.querySelectorAll<HTMLElement>(':scope > [data-actions] button')].at(-1) ??
    true
  );
}

/**
 * The library does it a frame later: on a slow machine, what is typed behind the key that opened it would be lost. A
 * field that has taken the focus keeps it. True: there is nothing to focus, and the library chooses.
 */
function atOnce(popup: HTMLElement | null, target: HTMLElement | true | null): boolean {
  if (popup?.contains(document.activeElement) === true) return false;
  if (target === true || target === null) return true;
  target.focus({ preventScroll: true });
  return false;
}

/** The primary button is the last of the actions. */
function confirm(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  [...event.currentTarget.querySelectorAll<HTMLButtonElement>(':scope > [data-actions] button')].at(-1)?.click();
}
