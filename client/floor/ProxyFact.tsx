/** Who types for the commander, in the header of everyone for as long as it stands; the two themselves can end it. */
import { Keyboard } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import styles from './Proxy.module.css';

export function ProxyFact(): ReactNode {
  const { holder, proxy } = useRoom((room) => room.floor);
  const you = useYou();
  const name = useNames();
  if (holder === null || proxy === null) return null;
  const words =
    proxy === you
      ? `You type for ${name(holder)}`
      : holder === you
        ? `${name(proxy)} types for you`
        : `${name(proxy)} types`;
  return (
    <span className={styles['typing']} data-own={proxy === you || holder === you} role="status">
      <Keyboard size={14} aria-hidden="true" /> <span>{words}</span>
      {proxy === you || holder === you ? (
        <CommandButton type="floor.end-proxy" size="small" look="quiet">
          Stop
        </CommandButton>
      ) : null}
    </span>
  );
}
