/**
 * The strip that appears when the link is lost: amber after three silent seconds, red after fifteen. It says when the
 * server was last heard, what still works, and that the clocks on this screen are now this machine's own guess. And
 * when the server is there but nothing can be saved.
 */
import { useEffect, type ReactNode } from 'react';
import { isLost, link } from '../session/connection.ts';
import { useNow, useView } from '../session/hooks.ts';
import { useLinkState, useStore } from '../session/store-hooks.ts';
import { NotSaving, Strip, StripFact } from '../ui/Strip.tsx';
import { roughly } from '../ui/times.ts';

export function LinkStrip(): ReactNode {
  const state = useLinkState();
  const lost = isLost(state);
  useEffect(() => {
    if (!lost) return;
    document.documentElement.dataset['link'] = 'lost';
    return () => void delete document.documentElement.dataset['link'];
  }, [lost]);
  if (lost) return <Lost red={state === 'red'} />;
  return (
    <NotSaving>
      <span>
        Chat, notes and the document still work: they’re kept in this browser and sent as soon as saving works.
      </span>
      <Waiting />
    </NotSaving>
  );
}

function Lost({ red }: { readonly red: boolean }): ReactNode {
  const { heardAt } = useStore(link);
  const now = useNow();
  return (
    <Strip title={red ? 'Disconnected' : 'No response from the server'} red={red}>
      <StripFact>last heard {roughly(Math.max(0, now - heardAt) / 1000)} ago</StripFact>
      <span>
        The document, chat and notes still work and are sent later. Times marked <b>~</b> are unconfirmed.
      </span>
      <Waiting />
    </Strip>
  );
}

/** How much of this person's is under way. */
function Waiting(): ReactNode {
  const open = useView(
    (view) => view.pending.filter((each) => each.status === 'unconfirmed' || each.status === 'sending').length,
  );
  const queued = useView((view) => view.pending.filter((each) => each.status === 'queued').length);
  return (
    <>
      {open === 0 ? null : <StripFact>{open} not confirmed yet</StripFact>}
      {queued === 0 ? null : <StripFact>{queued} waiting to be sent</StripFact>}
    </>
  );
}
