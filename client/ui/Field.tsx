/**
 * Labelled inputs: one line, many lines, a choice of few. A label is always visible; a hint says what good looks like.
 */
import { useId, type ChangeEvent, type ComponentProps, type ReactNode, type TextareaHTMLAttributes } from 'react';
import type { TextDraft } from './drafting.ts';
import styles from './Field.module.css';
import { Notes } from './Notes.tsx';

interface Labelled {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
}

interface Written {
  /**
   * Where its words are kept until they are sent or discarded; else `value` and `onChange`, for what is no text of a
   * person.
   */
  readonly draft?: TextDraft;
  /** So many characters fit. More are not cut: the field says so, and what would send it waits. */
  readonly most?: number;
}

interface Beside {
  /** Buttons that stay beside the input, whatever is said below it. */
  readonly beside?: ReactNode;
}

export function Field({
  label,
  hint,
  draft,
  most,
  beside,
  ...rest
}: Labelled & Written & Beside & Omit<ComponentProps<'input'>, 'maxLength'>): ReactNode {
  const id = useId();
  const written =
    draft === undefined
      ? {}
      : { value: draft.value, onChange: (event: ChangeEvent<HTMLInputElement>) => draft.set(event.target.value) };
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <span className={styles['row']}>
        <input
          id={id}
          className={styles['input']}
          autoComplete="off"
          aria-describedby={`${id}-notes`}
          {...written}
          {...rest}
        />
        {beside}
      </span>
      {hint === undefined ? null : <small>{hint}</small>}
      <Notes id={`${id}-notes`} text={draft?.value ?? String(rest.value ?? '')} most={most} draft={draft} />
    </div>
  );
}

export function Area({
  label,
  hint,
  draft,
  most,
  ...rest
}: Labelled & Written & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'maxLength'>): ReactNode {
  const id = useId();
  const written =
    draft === undefined
      ? {}
      : { value: draft.value, onChange: (event: ChangeEvent<HTMLTextAreaElement>) => draft.set(event.target.value) };
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <textarea id={id} rows={2} className={styles['input']} aria-describedby={`${id}-notes`} {...written} {...rest} />
      {hint === undefined ? null : <small>{hint}</small>}
      <Notes id={`${id}-notes`} text={draft?.value ?? String(rest.value ?? '')} most={most} draft={draft} />
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
