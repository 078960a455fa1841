/** A button, with the same look everywhere. It knows no domain: what sends a command is a CommandButton. */
import { isValidElement, use, type ButtonHTMLAttributes, type ReactNode } from 'react';
import styles from './Button.module.css';
import { Calm } from './calm.ts';
import { DraftMark, markedLabel, useDraftWaits } from './DraftMark.tsx';

/** `fact`: looks like the words that it is made of. */
type Look = 'primary' | 'plain' | 'quiet' | 'danger' | 'fact';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: Look;
  readonly size?: 'small' | 'normal';
  /** A single key that does the same, shown beside the label. */
  readonly hint?: string | undefined;
  /** The fields of the form that it opens: while one of them has a draft, it is marked. */
  readonly drafts?: readonly string[] | undefined;
}

export function Button({
  look = 'plain',
  size = 'normal',
  hint,
  drafts,
  className,
  children,
  ...rest
}: ButtonProps): ReactNode {
  const waits = useDraftWaits(drafts);
  // A picture alone says its name when someone points at it.
  const title = isPicture(children) ? (rest.title ?? rest['aria-label']) : rest.title;
  const shown = use(Calm) && look === 'primary' ? 'plain' : look;
  return (
    <button
      type="button"
      data-look={shown}
      className={[styles['button'], styles[shown], styles[size], className ?? ''].join(' ')}
      {...rest}
      title={title}
      aria-label={markedLabel(rest['aria-label'], waits)}
    >
      {children}
      {waits ? <DraftMark /> : null}
      {hint === undefined ? null : (
        <kbd className={styles['hint']} aria-hidden="true">
          {hint}
        </kbd>
      )}
    </button>
  );
}

const isPicture = (children: ReactNode): boolean => isValidElement(children) && typeof children.type !== 'string';
