/**
 * The open list of choices beside the caret. The focus never moves here: the text keeps it, and names the selected
 * choice by its id. Below the line if there is room, otherwise above it; always within the window.
 */
import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useStore } from '../../session/store-hooks.ts';
import { choiceId, choosing, LIST_ID, mean, type Choice, type Choosing } from './choosing.ts';
import styles from './surfaces.module.css';

const GAP = 6;

export function ChoiceList(): ReactNode {
  const open = useStore(choosing);
  return open === null ? null : <Choices open={open} />;
}

function Choices({ open: { label, choices, at, place } }: { readonly open: Choosing }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (box.current !== null) put(box.current, place);
  }, [place, choices.length]);
  return (
    <div ref={box} className={styles['choices']} onPointerDown={(event) => event.preventDefault()}>
      <div id={LIST_ID} role="listbox" aria-label={label} className={styles['list']}>
        {choices.map((choice, index) => (
          <Option key={choice.title} choice={choice} index={index} isMeant={index === at} />
        ))}
      </div>
      <p className={styles['keys']} aria-hidden="true">
        <kbd>↑</kbd>
        <kbd>↓</kbd> move <kbd>Enter</kbd> choose <kbd>Esc</kbd> close
      </p>
    </div>
  );
}

interface OptionProps {
  readonly choice: Choice;
  readonly index: number;
  readonly isMeant: boolean;
}

function Option({ choice, index, isMeant }: OptionProps): ReactNode {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isMeant) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isMeant]);
  return (
    <div
      ref={row}
      id={choiceId(index)}
      role="option"
      tabIndex={-1}
      aria-selected={isMeant}
      className={styles['choice']}
      onPointerMove={() => isMeant || mean(index)}
      onClick={choice.run}
    >
      <span className={styles['mark']}>{choice.mark}</span>
      <span className={styles['words']}>
        <strong>{choice.title}</strong>
        {choice.note === '' ? null : <small>{choice.note}</small>}
      </span>
      {choice.keys === undefined ? null : <kbd>{choice.keys.trim()}</kbd>}
    </div>
  );
}

/** Set by script and not as an attribute: the page's policy allows no styles in markup. */
function put(box: HTMLElement, { left, top, bottom }: Choosing['place']): void {
  const below = innerHeight - bottom - GAP * 2;
  const isAbove = below < box.offsetHeight && top > below;
  box.style.maxHeight = `${Math.max(120, isAbove ? top - GAP * 2 : below)}px`;
  box.style.left = `${Math.max(GAP, Math.min(left, innerWidth - box.offsetWidth - GAP))}px`;
  box.style.top = isAbove ? `${Math.max(GAP, top - GAP - box.offsetHeight)}px` : `${bottom + GAP}px`;
}
