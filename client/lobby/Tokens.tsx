/**
 * The tokens with which programs act for a person: what each may do, when it was last used, when it ends; and revoking
 * one.
 */
import { useEffect, useState, type ReactNode } from 'react';
import { calledApart } from '../../shared/workspace/alike.ts';
import type { Person } from '../../shared/workspace/words.ts';
import { call, me, type Called } from '../session/me.ts';
import { useStore } from '../session/store-hooks.ts';
import { Button } from '../ui/Button.tsx';
import { toast } from '../ui/toasts.ts';
import styles from './People.module.css';

interface Token {
  readonly id: string;
  readonly name: string | null;
  readonly person: string;
  readonly scopes: ReadonlyArray<'read' | 'write'>;
  readonly made: string | null;
  readonly lastUsed: string | null;
  readonly expires: string | null;
}

type Found = Called<{ readonly tokens: readonly Token[] }>;

interface TokensProps {
  /** Whose tokens are shown; null: everyone's, which the server gives to administrators. */
  readonly of: string | null;
}

export function Tokens({ of }: TokensProps): ReactNode {
  const [found, setFound] = useState<Found | null>(null);
  const learn = (): void => void call<{ tokens: readonly Token[] }>('GET', '/api/tokens').then(setFound);
  useEffect(learn, []);
  const names = useNames(of === null);
  const you = useStore(me)?.id;
  if (found === null) return <p>Loading…</p>;
  if (!found.ok) return <p role="alert">{found.message}</p>;
  const tokens = found.body.tokens.filter(({ person }) => of === null || person === of);
  return (
    <>
      <p className={styles['about']}>
        A program with a token can do what its owner can, except administration. Revoke any token you don’t recognise or
        no longer need. It stops working right away, and so do the tokens it created.
      </p>
      {tokens.length === 0 ? (
        <p className={styles['none']}>{of === you ? 'You have no tokens.' : 'No tokens.'}</p>
      ) : (
        <ul className={styles['tokens']}>
          {tokens.map((token) => (
            <Row
              key={token.id}
              token={token}
              owner={of === null ? (names.get(token.person) ?? token.person) : null}
              onGone={learn}
            />
          ))}
        </ul>
      )}
    </>
  );
}

function useNames(wanted: boolean): ReadonlyMap<string, string> {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    if (wanted)
      void call<{ people: ReadonlyArray<Person> }>('GET', '/api/people').then(
        (answer) => answer.ok && setNames(calledApart(answer.body.people)),
      );
  }, [wanted]);
  return names;
}

interface RowProps {
  readonly token: Token;
  readonly owner: string | null;
  readonly onGone: () => void;
}

/** Two presses, because the second one stops a program. */
function Row({ token, owner, onGone }: RowProps): ReactNode {
  const [armed, setArmed] = useState(false);
  const title = token.name ?? 'Unnamed token';
  const revoke = async (): Promise<void> => {
    if (!armed) return setArmed(true);
    const answer = await call('DELETE', `/api/tokens/${token.id}`);
    toast(answer.ok ? { tone: 'done', text: `Revoked: ${title}.` } : { tone: 'refused', text: answer.message });
    onGone();
  };
  return (
    <li>
      <div>
        <strong>{title}</strong>
        <span>{[...(owner === null ? [] : [owner]), mayDo(token)].join(' · ')}</span>
        <span>
          {token.made === null ? 'creation date unknown' : `created ${day(token.made)}`} ·{' '}
          {token.lastUsed === null ? 'never used' : `last used ${day(token.lastUsed)}`} ·{' '}
          {token.expires === null ? 'never expires' : `expires ${day(token.expires)}`}
        </span>
      </div>
      <Button
        size="small"
        look={armed ? 'danger' : 'plain'}
        aria-label={`${armed ? 'Press again to revoke' : 'Revoke'}: ${title}`}
        onClick={() => void revoke()}
        onBlur={() => setArmed(false)}
      >
        {armed ? 'Press again' : 'Revoke'}
      </Button>
    </li>
  );
}

const mayDo = ({ scopes }: Token): string =>
  scopes.length === 0 || scopes.includes('write') ? 'read and write' : 'read-only';
const day = (instant: string): string => instant.slice(0, 10);
