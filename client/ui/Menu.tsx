/**
 * A button with a short list of things to do. An item that may not be chosen now stays readable and says why below its
 * name.
 */
import { Menu as Base } from '@base-ui/react/menu';
import { useId, useRef, useState, type FocusEvent, type ReactNode } from 'react';
import type { RoomCommand } from '../../shared/commands.ts';
import { useVerdict } from '../session/hooks.ts';
import { DraftMark, markedLabel, useDraftWaits } from './DraftMark.tsx';
import styles from './Menu.module.css';

interface MenuProps {
  /** What the button shows. */
  readonly trigger: ReactNode;
  /** Its name, when what it shows is no text. */
  readonly label?: string;
  /** `row`: a line of a list, as wide as the list. */
  readonly look?: 'quiet' | 'plain' | 'row';
  /** The fields of the forms that it leads to: while one of them has a draft, its button is marked. */
  readonly drafts?: readonly string[];
  /** Open from the first drawing on; by the keyboard, the focus is on the first item then. */
  readonly opened?: 'by-pointer' | 'by-keys';
  readonly children: ReactNode;
}

export function Menu({ trigger, label, look = 'quiet', drafts, opened, children }: MenuProps): ReactNode {
  const waits = useDraftWaits(drafts);
  const settled = useRef(opened !== 'by-keys');
  const settle = ({ target, currentTarget }: FocusEvent<HTMLElement>): void => {
    if (settled.current || target !== currentTarget) return;
    settled.current = true;
    currentTarget.querySelector<HTMLElement>('[role="menuitem"]:not([data-disabled])')?.focus();
  };
  return (
    <Base.Root defaultOpen={opened !== undefined}>
      <Base.Trigger className={styles['trigger']} data-look={look} aria-label={markedLabel(label, waits)}>
        {trigger}
        {waits ? <DraftMark /> : null}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={styles['place']} sideOffset={6} align="end">
          <Base.Popup className={styles['menu']} onFocus={settle}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** One menu of hundreds: until its button is pressed it is only the button. */
export function LateMenu(menu: MenuProps): ReactNode {
  const [wanted, setWanted] = useState<MenuProps['opened']>();
  const { label, look = 'quiet', trigger } = menu;
  const waits = useDraftWaits(menu.drafts);
  if (wanted !== undefined) return <Menu {...menu} opened={wanted} />;
  return (
    <button
      type="button"
      className={styles['trigger']}
      data-look={look}
      aria-label={markedLabel(label, waits)}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={({ detail }) => setWanted(detail === 0 ? 'by-keys' : 'by-pointer')}
    >
      {trigger}
      {waits ? <DraftMark /> : null}
    </button>
  );
}

interface ItemProps {
  readonly icon?: ReactNode;
  readonly hint?: string;
  /** What comes of it, in a few words below its name. */
  readonly note?: string;
  /** The fields of the form that it opens. */
  readonly drafts?: readonly string[];
  readonly onSelect: () => void;
  /** Why not now; the item cannot be chosen then. Empty: the list says why once, for all of them. */
  readonly unready?: string | null;
  readonly children: ReactNode;
}

export function MenuItem({ icon, hint, note = '', drafts, onSelect, unready = null, children }: ItemProps): ReactNode {
  const below = useId();
  const words = unready ?? note;
  const waits = useDraftWaits(drafts);
  return (
    <Base.Item
      className={styles['item']}
      disabled={unready !== null}
      aria-describedby={words === '' ? undefined : below}
      onClick={onSelect}
    >
      {icon}
      <span>
        {children}
        {waits ? <DraftMark line /> : null}
        {words === '' ? null : <small id={below}>{words}</small>}
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
