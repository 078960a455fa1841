/**
 * Shows the toasts, the newest lowest; where there is no room for all, the oldest are left out. Refusals are announced
 * at once; F6 comes to them while there are any. They are outside of the page, so that no dialog's scrim dims them, and
 * a live region, so that an open dialog doesn't hide them from screen readers.
 */
import { X } from 'lucide-react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { Button } from './Button.tsx';
import { useToastPlace } from './toast-place.ts';
import { dismiss, toasts } from './toasts.ts';
import styles from './Toasts.module.css';

const REGION = { 'data-region': true, tabIndex: -1 };

export function Toasts(): ReactNode {
  const shown = useSyncExternalStore(toasts.subscribe, toasts.get);
  const place = useToastPlace(shown.length > 0);
  return createPortal(
    <section aria-label="Messages" aria-live="off" {...(shown.length === 0 ? {} : REGION)}>
      <ul ref={place} className={styles['list']}>
        {shown.toReversed().map(({ id, tone, text, undo }) => (
          <li key={id} className={styles['toast']} data-tone={tone}>
            <span role={tone === 'refused' ? 'alert' : 'status'}>{text}</span>
            {undo === undefined ? null : (
              <Button
                size="small"
                onClick={() => {
                  undo.run();
                  dismiss(id);
                }}
              >
                {undo.label}
              </Button>
            )}
            <Button look="quiet" size="small" aria-label="Dismiss" onClick={() => dismiss(id)}>
              <X size={14} />
            </Button>
          </li>
        ))}
      </ul>
    </section>,
    document.body,
  );
}
