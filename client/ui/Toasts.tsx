/**
 * Shows the toasts, low on the screen, out of the way of the header's facts. Refusals are announced at once; F6 comes
 * to them while there are any.
 */
import { X } from 'lucide-react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { dismiss, toasts } from './toasts.ts';
import styles from './Toasts.module.css';

const REGION = { 'data-region': true, tabIndex: -1 };

export function Toasts(): ReactNode {
  const shown = useSyncExternalStore(toasts.subscribe, toasts.get);
  return (
    <section aria-label="Messages" {...(shown.length === 0 ? {} : REGION)}>
      <ul className={styles['list']}>
        {shown.map(({ id, tone, text, undo }) => (
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
    </section>
  );
}
