/** A small window beside the thing that was pressed: more about one fact. Esc, a press outside and a dialog close it. */
import { Popover as Base } from '@base-ui/react/popover';
import { useEffect, useEffectEvent, useState, type ReactElement, type ReactNode } from 'react';
import { anyDialog } from './open-dialogs.ts';
import styles from './Popover.module.css';

interface PopoverProps {
  /** The button that opens it, as an element. */
  readonly trigger: ReactElement;
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly align?: 'start' | 'center' | 'end';
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}

export function Popover({ trigger, title, children, align = 'start', open, onOpenChange }: PopoverProps): ReactNode {
  const [own, setOwn] = useState(false);
  const turn = (next: boolean): void => {
    setOwn(next);
    onOpenChange?.(next);
  };
  const giveWay = useEffectEvent(() => anyDialog.get() && turn(false));
  useEffect(() => anyDialog.subscribe(() => void giveWay()), []);
  return (
    <Base.Root open={open ?? own} onOpenChange={turn}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles['positioner']} sideOffset={6} align={align} collisionPadding={8}>
          <Base.Popup className={styles['popup']}>
            <Base.Title className={styles['title']}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
