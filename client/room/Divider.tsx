/** One divider: dragged with a pointer, or moved by the left and right arrow keys once it has the focus. */
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import styles from './RoomLayout.module.css';

interface DividerProps {
  readonly label: string;
  /** Its position, in hundredths of the width. */
  readonly share: number;
  readonly onMove: (pixels: number) => void;
}

const STEP_PIXELS = 24;

export function Divider({ label, share, onMove }: DividerProps): ReactNode {
  const drag = (event: PointerEvent<HTMLElement>): void => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) onMove(event.movementX);
  };
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'ArrowLeft') onMove(-STEP_PIXELS);
    if (event.key === 'ArrowRight') onMove(STEP_PIXELS);
  };
  return (
    <div
      className={styles['divider']}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(share)}
      aria-valuemin={20}
      aria-valuemax={80}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
    />
  );
}
