/** What was typed to choose a service and has become none: setting the services would lose it without a word. */
import { useRef, useState, type RefObject } from 'react';
import type { Service } from '../../shared/workspace/words.ts';

export const isSameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

export interface LeftOver {
  /** Before the services can be set. */
  readonly isLeft: boolean;
  /** What to do with it, once that was asked. */
  readonly told: string | null;
  readonly line: RefObject<HTMLInputElement | null>;
  readonly tell: () => void;
  /** A part of a name that led to a tick has done its work. */
  readonly use: () => void;
}

export function useLeftOver(typed: string, services: readonly Service[], chosen: readonly string[]): LeftOver {
  const line = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState('');
  const [used, setUsed] = useState('');
  const left = typed === used ? null : leftOver(typed, services, chosen);
  return {
    isLeft: left !== null,
    told: typed === told ? left : null,
    line,
    tell: () => {
      setTold(typed);
      line.current?.focus();
    },
    use: () => setUsed(typed),
  };
}

function leftOver(typed: string, services: readonly Service[], chosen: readonly string[]): string | null {
  const name = typed.trim();
  if (name === '') return null;
  const known = services.find((service) => isSameName(service.name, name));
  if (known === undefined) return `Add “${name}” to the services, or clear the field.`;
  return chosen.includes(known.id) ? null : `Tick “${known.name}”, or clear the field.`;
}
