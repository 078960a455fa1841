/**
 * A button with a short list of things to do. An item that may not be chosen now stays readable and says why below its
 * name.
 */
import { Menu as Base } from '@base-ui/react/menu';
import { useId, useState, type ReactNode } from 'react';
import type { RoomCommand } from '../../shared/commands.ts';
import { useVerdict } from '../session/hooks.ts';
import styles from './Menu.module.css';

interface MenuProps {
  /** What the button shows. */
  readonly trigger: ReactNode;
  /** Its name, when what it shows is no text. */
  readonly label?: string;
  readonly look?: 'quiet' | 'plain';
  /** Open from the first drawing on. */
  readonly opened?: true;
  readonly children: ReactNode;
}

export function Menu({ trigger, label, look = 'quiet', opened, children }: MenuProps): ReactNode {
  return (
    <Base.Root defaultOpen={opened}>
      <Base.Trigger className={styles['trigger']} data-look={look} aria-label={label}>
        {trigger}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={styles['place']} sideOffset={6} align="end">
          <Base.Popup className={styles['menu']}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** One menu of hundreds: until its button is pressed it is only the button. */
export function LateMenu(menu: MenuProps): ReactNode {
  const [wanted, setWanted] = useState(false);
  const { label, look = 'quiet', trigger } = menu;
  if (wanted) return <Menu {...menu} opened />;
  return (
    <button
      type="button"
      className={styles['trigger']}
      data-look={look}
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setWanted(true)}
    >
      {trigger}
    </button>
  );
}

interface ItemProps {
  readonly icon?: ReactNode;
  readonly hint?: string;
  readonly onSelect: () => void;
  /** Why not now; the item cannot be chosen then. Empty: the list says why once, for all of them. */
  readonly unready?: string | null;
  readonly children: ReactNode;
}

export function MenuItem({ icon, hint, onSelect, unready = null, children }: ItemProps): ReactNode {
  const why = useId();
  return (
    <Base.Item
      className={styles['item']}
      disabled={unready !== null}
      aria-describedby={unready === null ? undefined : why}
      onClick={onSelect}
    >
      {icon}
      <span>
        {children}
        {unready === null || unready === '' ? null : <small id={why}>{unready}</small>}
      </span>
      {hint === undefined ? null : <kbd>{hint}</kbd>}
    </Base.Item>
  );
}

/** With a sample of what would be sent, so that the domain can be asked. */
type CommandItemProps = RoomCommand & Omit<ItemProps, 'unready'>;

export function CommandItem({ type, data, ...rest }: CommandItemProps): ReactNode {
  return <MenuItem {...rest} unready={useVerdict(type, data)?.sentence ?? null} />;
}

/** Words for the whole list: why none of it may be chosen, say. */
export const MenuNote = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <p className={styles['note']}>{children}</p>
);

export const MenuLine = (): ReactNode => <Base.Separator className={styles['line']} />;
