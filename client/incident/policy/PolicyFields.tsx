/** Every value of the policy with a field: what it means beside it, its bounds and its default below. */
import type { ReactNode } from 'react';
import { DEFAULT_POLICY } from '../../../shared/incident/policy.ts';
import { POLICY_TIMES, type PolicyTime } from '../../../shared/incident/policy-bounds.ts';
import { spanText } from '../../../shared/instants.ts';
import type { Policy } from '../../../shared/incident/words.ts';
import { Button } from '../../ui/Button.tsx';
import type { Draft } from '../../ui/drafting.ts';
import styles from './Policy.module.css';
import { boundsText, FIRST_COMMAND, GROUPS, MEANS, spanIn, type Wish, type Written } from './policy-words.ts';

interface FieldsProps {
  readonly policy: Policy;
  readonly draft: Draft<Written>;
  readonly problems: Wish['problems'];
}

export function PolicyFields({ policy, draft, problems }: FieldsProps): ReactNode {
  const write = (of: keyof Policy, text: string): void => draft.set((before) => ({ ...before, [of]: text }));
  return (
    <>
      <FirstCommand
        value={(draft.value.firstCommand ?? policy.firstCommand) as Policy['firstCommand']}
        onChoose={(value) => write('firstCommand', value)}
      />
      {GROUPS.map(({ title, times }) => (
        <section key={title} className={styles['group']} aria-label={title}>
          <h2>{title}</h2>
          {times.map((of) => (
            <TimeRow
              key={of}
              of={of}
              text={draft.value[of] ?? spanText(policy[of])}
              problem={problems[of] ?? null}
              onWrite={(text) => write(of, text)}
            />
          ))}
        </section>
      ))}
    </>
  );
}

interface FirstCommandProps {
  readonly value: Policy['firstCommand'];
  readonly onChoose: (value: Policy['firstCommand']) => void;
}

function FirstCommand({ value, onChoose }: FirstCommandProps): ReactNode {
  return (
    <fieldset className={styles['group']}>
      <legend>First commander</legend>
      {(['declarer', 'trained'] as const).map((each) => (
        <label key={each} className={styles['choice']}>
          <input type="radio" name="first-command" checked={each === value} onChange={() => onChoose(each)} />
          <span>
            {FIRST_COMMAND[each].label}
            {each === DEFAULT_POLICY.firstCommand ? <em>default</em> : null}
            <small>{FIRST_COMMAND[each].means}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface TimeRowProps {
  readonly of: PolicyTime;
  readonly text: string;
  readonly problem: string | null;
  readonly onWrite: (text: string) => void;
}

function TimeRow({ of, text, problem, onWrite }: TimeRowProps): ReactNode {
  const { label } = POLICY_TIMES[of];
  const usual = DEFAULT_POLICY[of];
  return (
    <div className={styles['row']}>
      <label htmlFor={of}>
        {label}
        <small>{MEANS[of]}</small>
      </label>
      <div className={styles['time']}>
        <input
          id={of}
          value={text}
          aria-describedby={`${of}-bounds`}
          aria-invalid={problem !== null}
          autoComplete="off"
          onChange={(event) => onWrite(event.target.value)}
        />
        {spanIn(text) === usual ? null : (
          <Button size="small" look="quiet" aria-label={`Default: ${label}`} onClick={() => onWrite(spanText(usual))}>
            Default
          </Button>
        )}
        <small id={`${of}-bounds`} data-why={problem !== null} role={problem === null ? undefined : 'alert'}>
          {problem ?? boundsText(of)}
        </small>
      </div>
    </div>
  );
}
