/** Labelled inputs: one line, many lines, a choice of few. A label is always visible; a hint says what good looks like. */
import { useId, type ComponentProps, type ReactNode, type TextareaHTMLAttributes } from 'react';
import styles from './Field.module.css';

interface Labelled {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
}

export function Field({ label, hint, ...rest }: Labelled & ComponentProps<'input'>): ReactNode {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <input id={id} className={styles['input']} autoComplete="off" {...rest} />
      {hint === undefined ? null : <small>{hint}</small>}
    </div>
  );
}

export function Area({ label, hint, ...rest }: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>): ReactNode {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <textarea id={id} rows={2} className={styles['input']} {...rest} />
      {hint === undefined ? null : <small>{hint}</small>}
    </div>
  );
}

interface ChoiceProps<Value extends string | number> {
  readonly label: ReactNode;
  readonly options: ReadonlyArray<{ readonly value: Value; readonly label: ReactNode }>;
  readonly value: Value | null;
  readonly onChoose: (value: Value) => void;
}

/** A row of radio buttons that look like one control; arrow keys move within it. */
export function Choice<Value extends string | number>({
  label,
  options,
  value,
  onChoose,
}: ChoiceProps<Value>): ReactNode {
  const name = useId();
  return (
    <fieldset className={styles['field']}>
      <legend>{label}</legend>
      <div className={styles['choice']}>
        {options.map((option) => (
          <label key={String(option.value)} className={styles['option']}>
            <input type="radio" name={name} checked={option.value === value} onChange={() => onChoose(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A plain list to choose from, for more than five. */
export function Select({
  label,
  children,
  ...rest
}: Labelled & React.SelectHTMLAttributes<HTMLSelectElement>): ReactNode {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <select id={id} className={styles['input']} {...rest}>
        {children}
      </select>
    </div>
  );
}
