/**
 * What people of a closed room see first: what it was, how long, who commanded, how severity and updates went, what is
 * left to do and who does it; the ways to the record; and how it is opened again.
 */
import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { FORMS, incidentDialog } from '../incident/screen.ts';
import { STATUS_NAMES } from '../incident/names.ts';
import { kindOfObjection } from '../../shared/decisions/against.ts';
import { isolated } from '../../shared/isolated.ts';
import { useNames, useRoom, useView, useYou } from '../session/hooks.ts';
import { FollowUpList } from '../timeline/FollowUps.tsx';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Panel } from '../ui/Panel.tsx';
import { SeverityChip } from '../ui/Severity.tsx';
import { At } from '../ui/Time.tsx';
import { roughly } from '../ui/times.ts';
import styles from './ClosedSummary.module.css';
import { goTo } from './panes.ts';
import { summaryOf, type Summary } from './summary.ts';
import { showTalk } from './TalkPane.tsx';

export function ClosedSummary(): ReactNode {
  const room = useRoom((whole) => whole);
  const summary = summaryOf(room);
  if (summary === null) return null;
  return (
    <Panel
      title={
        <>
          <CircleCheck size={16} aria-hidden="true" className={styles['sign']} /> Closed
        </>
      }
      aside={
        <>
          <At at={summary.closedAt} />, after {roughly(summary.seconds)}
        </>
      }
      action={
        <CommandButton
          size="small"
          type="incident.reopen"
          data={{ why: '-' }}
          drafts={FORMS.reopen}
          onPress={() => incidentDialog.open({ open: 'reopen' })}
        >
          Reopen
        </CommandButton>
      }
    >
      <dl className={styles['summary']} aria-label="Summary">
        <Facts summary={summary} />
        <Afterwards />
      </dl>
      <Ways />
    </Panel>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Facts({ summary }: { readonly summary: Summary }): ReactNode {
  const impact = useRoom((room) => room.incident.now.impact?.value ?? '');
  const status = useRoom((room) => room.incident.status);
  const { severities, commanders, changesOfCommand, updates, decisions, tasks } = summary;
  const name = useNames();
  return (
    <>
      <Fact term="Impact">{impact === '' ? 'Never recorded' : impact}</Fact>
      <Fact term="Time">
        <At at={summary.declaredAt} /> – <At at={summary.closedAt} />, last status {STATUS_NAMES[status].toLowerCase()}
      </Fact>
      <Fact term="Severity">
        <ol className={styles['severities']}>
          {severities.map(({ severity, at, why }) => (
            <li key={at} title={why ?? undefined}>
              <SeverityChip severity={severity} /> <At at={at} />
            </li>
          ))}
        </ol>
      </Fact>
      <Fact term="Command">
        {commanders.map(({ person, seconds }) => `${name(person)} ${roughly(seconds)}`).join(', ')}
        <small>
          {changesOfCommand === 0
            ? 'Command never changed hands'
            : `${changesOfCommand} ${changesOfCommand === 1 ? 'change' : 'changes'} of command`}
        </small>
      </Fact>
      <Fact term="Updates">
        {updates.sent === 0 ? 'None sent' : `${updates.sent} sent, ${updates.sent - updates.late} on time`}
      </Fact>
      {decisions.length === 0 ? null : (
        <Fact term="Decided">
          <ul>
            {decisions.map(({ text, objections }, place) => (
              <li key={place}>
                {text}
                {objections.map(({ by, why, noGo }) => (
                  <small key={by}>
                    Over {name(by)}’s {kindOfObjection({ noGo })}: {isolated(why)}
                  </small>
                ))}
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {tasks.all === 0 ? null : (
        <Fact term="Tasks">
          {tasks.done} of {tasks.all} done
        </Fact>
      )}
    </>
  );
}

/** Who does what now. */
function Afterwards(): ReactNode {
  const { reviewOwner, stays, duplicateOf } = useRoom((room) => room.incident);
  const followUps = useRoom((room) => room.timeline.followUps.length);
  const you = useYou();
  const name = useNames();
  return (
    <>
      {duplicateOf === null ? (
        <Fact term="Review">
          {reviewOwner === null ? (
            'No owner'
          ) : reviewOwner === you ? (
            <strong>You own it</strong>
          ) : (
            `${name(reviewOwner)} owns it`
          )}
        </Fact>
      ) : (
        <Fact term="Duplicate of">
          <a href={`/rooms/${duplicateOf}`}>{duplicateOf.toUpperCase()}</a>
        </Fact>
      )}
      {stays.length === 0 ? null : <Fact term="Reachable">{stays.map(name).join(', ')}</Fact>}
      <Fact term={`Follow-ups${followUps === 0 ? '' : ` (${followUps})`}`}>
        {followUps === 0 ? 'None written' : <FollowUpList onSeek={showTalk} />}
      </Fact>
    </>
  );
}

function Ways(): ReactNode {
  const id = useView((view) => view.id);
  return (
    <p className={styles['ways']}>
      <Button size="small" onClick={() => goTo('log')}>
        Document
      </Button>
      <Button size="small" onClick={() => goTo('talk')}>
        Timeline
      </Button>
      <a href={`/api/rooms/${id}/scribe?format=markdown`} download={`${id}-document.md`}>
        Document as Markdown
      </a>
    </p>
  );
}
