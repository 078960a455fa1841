/**
 * A part of the page that stops by itself. Programs that rewrite the page (a browser's translation, an extension) can
 * take away what React is about to change, and it gives up the part it was drawing. The rest of the page goes on; this
 * part is drawn again by itself at once, and where it stops again soon, says so and waits for a press.
 */
import { Component, Fragment, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import styles from './Boundary.module.css';
import { Notice } from './Notice.tsx';

interface BoundaryProps {
  /** What people call it, as in "The timeline stopped". */
  readonly of: string;
  /** part: where it was · page: it is the whole page · over: it has no place of its own, like a dialog */
  readonly place?: 'part' | 'page' | 'over';
  readonly children: ReactNode;
}

interface Drawn {
  readonly attempt: number;
  readonly stopped: boolean;
}

/** It stops again within this time: drawing it once more by itself would not help. */
const SOON_MS = 10_000;

export class Boundary extends Component<BoundaryProps, Drawn> {
  override readonly state: Drawn = { attempt: 0, stopped: false };
  #stoppedAt = Number.NEGATIVE_INFINITY;

  static getDerivedStateFromError(): Partial<Drawn> {
    return { stopped: true };
  }

  override componentDidCatch(): void {
    const now = performance.now();
    const again = now - this.#stoppedAt < SOON_MS;
    this.#stoppedAt = now;
    if (!again) this.#drawAgain();
  }

  override render(): ReactNode {
    const { of, place = 'part', children } = this.props;
    const { attempt, stopped } = this.state;
    return stopped ? (
      <Stopped of={of} place={place} onReload={this.#drawAgain} />
    ) : (
      <Fragment key={attempt}>{children}</Fragment>
    );
  }

  readonly #drawAgain = (): void => this.setState(({ attempt }) => ({ attempt: attempt + 1, stopped: false }));
}

interface StoppedProps extends Required<Pick<BoundaryProps, 'of' | 'place'>> {
  readonly onReload: () => void;
}

function Stopped({ of, place, onReload }: StoppedProps): ReactNode {
  return (
    <div className={styles['stopped']} data-place={place} role="alert">
      <Notice
        tone="act"
        title={`${of} stopped working`}
        actions={
          <>
            <Button size="small" onClick={onReload}>
              Reload this part
            </Button>
            <Button size="small" look="quiet" onClick={() => location.reload()}>
              Reload the page
            </Button>
          </>
        }
      >
        <p>
          A browser translation or an extension may have changed this page. What you sent is safe. Reload this part.
        </p>
      </Notice>
    </div>
  );
}
