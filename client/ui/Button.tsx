/** A button, with the same look everywhere. It knows no domain: what sends a command is a CommandButton. */
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './Button.module.css';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: Look;
  readonly size?: 'small' | 'normal';
  /** A single key that does the same, shown beside the label. */
  readonly hint?: string | undefined;
}

export function Button({
  look = 'plain',
  size = 'normal',
  hint,
  className,
  children,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      className={[styles['button'], styles[look], styles[size], className ?? ''].join(' ')}
      {...rest}
    >
      {children}
      {hint === undefined ? null : (
        <kbd className={styles['hint']} aria-hidden="true">
          {hint}
        </kbd>
      )}
    </button>
  );
}
