/**
 * Where everything is in a room. Wide: work, document and talk side by side, each scrolling by itself, the page never.
 * Narrow: one pane at a time behind tabs, with the header and what is owed always above. The only file that arranges
 * the panels.
 */
import { useEffect, type ReactNode } from 'react';
import { useRoute } from 'wouter';
import { AskButton } from '../asks/AskButton.tsx';
import { AsksDialogs } from '../asks/AsksDialogs.tsx';
import { Attention } from '../attention/Attention.tsx';
import { Guidance } from '../attention/Guidance.tsx';
import { MuteButton } from '../attention/MuteButton.tsx';
import { NotifyButton } from '../attention/NotifyButton.tsx';
import { OweBar } from '../attention/OweBar.tsx';
import { CrewDialogs } from '../crew/CrewDialogs.tsx';
import { PeoplePanel } from '../crew/PeoplePanel.tsx';
import { RoleBoard } from '../crew/RoleBoard.tsx';
import { DecidedList } from '../decisions/DecidedList.tsx';
import { DecisionCard } from '../decisions/DecisionCard.tsx';
import { DecisionsDialogs } from '../decisions/DecisionsDialogs.tsx';
import { HandOff } from '../floor/CommandActions.tsx';
import { CommandBanner } from '../floor/CommandBanner.tsx';
import { FloorCard } from '../floor/FloorCard.tsx';
import { FloorDialogs } from '../floor/FloorDialogs.tsx';
import { ShadowNote } from '../floor/ShadowNote.tsx';
import { NowPanel } from '../incident/NowPanel.tsx';
import { ImpactedServices } from '../services/ImpactedServices.tsx';
import { ServicesDialogs } from '../services/ServicesDialogs.tsx';
import { useRoom, useView } from '../session/hooks.ts';
import { wasIn } from '../session/my-rooms.ts';
import { useStore } from '../session/store-hooks.ts';
import { TasksDialogs } from '../tasks/TasksDialogs.tsx';
import { TasksPanel } from '../tasks/TasksPanel.tsx';
import { TeamsDialogs } from '../teams/TeamsDialogs.tsx';
import { TeamsPanel } from '../teams/TeamsPanel.tsx';
import { FollowUps } from '../timeline/FollowUps.tsx';
import { arriving } from '../ui/arriving.ts';
import { Boundary } from '../ui/Boundary.tsx';
import { CardSlot } from '../ui/CardSlot.tsx';
import { PAST_PATH } from '../ui/past-address.ts';
import { UpdatesDialogs } from '../updates/UpdatesDialogs.tsx';
import { UpdatesPanel } from '../updates/UpdatesPanel.tsx';
import { CalmedCards, CalmedPanes } from './Calmed.tsx';
import { ClosedSummary } from './ClosedSummary.tsx';
import { Column } from './Column.tsx';
import { useMovable } from './Movable.tsx';
import { front } from './panes.ts';
import { NarrowPanes } from './NarrowPanes.tsx';
import { personWork } from './person-work.tsx';
import { ReturnDigest } from './ReturnDigest.tsx';
import { RoomHeader } from './RoomHeader.tsx';
import styles from './RoomLayout.module.css';
import { ScribePane } from './ScribePane.tsx';
import { showAsks, showTalk, TalkPane } from './TalkPane.tsx';
import { useNarrow } from '../ui/useNarrow.ts';
import { useRoomKeys } from './useRoomKeys.ts';
import { useScrolled } from './useScrolled.ts';
import { WidePanes } from './WidePanes.tsx';

const PastView = arriving(async () => (await import('./past/PastView.tsx')).PastView);

export function RoomLayout(): ReactNode {
  const narrow = useNarrow();
  const shown = useStore(front);
  const id = useView((view) => view.id);
  // The panes stay mounted behind it: what is half written in them is not lost.
  const [isPast] = useRoute(PAST_PATH);
  const log = useMovable('log', <Log />);
  const talk = useMovable('talk', <Talk />);
  useRoomKeys();
  useEffect(() => wasIn(id), [id]);
  return (
    <div
      ref={useScrolled(shown)}
      className={styles['layout']}
      data-narrow={narrow}
      data-front={narrow ? shown : undefined}
      data-past={isPast || undefined}
    >
      <RoomHeader />
      <Boundary of="The change of command">
        <CommandBanner />
      </Boundary>
      <div className={styles['owed']} data-no-toast>
        {narrow ? <Cards /> : null}
        <Boundary of="“Needs you”">
          <OweBar lines={narrow ? 2 : 4} />
          <AskButton />
        </Boundary>
      </div>
      {narrow ? <Narrow log={log.here} talk={talk.here} /> : <Wide log={log.here} talk={talk.here} />}
      {log.drawn}
      {talk.drawn}
      {isPast ? (
        <Boundary of="The room as it was">
          <PastView />
        </Boundary>
      ) : null}
      <Dialogs />
      <Attention />
    </div>
  );
}

interface Panes {
  readonly log: ReactNode;
  readonly talk: ReactNode;
}

const Narrow = ({ log, talk }: Panes): ReactNode => (
  <NarrowPanes
    panes={{
      now: (
        <CalmedPanes>
          <Boundary of="The summary">
            <ClosedSummary />
          </Boundary>
          <Guidance />
          <Work narrow />
        </CalmedPanes>
      ),
      log,
      tasks: (
        <CalmedPanes>
          <Tasks />
        </CalmedPanes>
      ),
      talk,
      crew: <Crew />,
    }}
  />
);

const Wide = ({ log, talk }: Panes): ReactNode => (
  <WidePanes
    now={
      <Column
        pinned={
          <Cards>
            <Guidance />
          </Cards>
        }
      >
        <CalmedPanes>
          <Boundary of="The summary">
            <ClosedSummary />
          </Boundary>
          <Work />
          <Roles />
        </CalmedPanes>
      </Column>
    }
    log={log}
    talk={talk}
  />
);

/** All that wants something now, one at a time: above the work that scrolls, and on a narrow screen above every tab. */
function Cards({ children }: { readonly children?: ReactNode }): ReactNode {
  return (
    <CalmedCards>
      <Boundary of="Whom you shadow">
        <ShadowNote />
      </Boundary>
      <CardSlot>
        <Boundary of="The decision">
          <DecisionCard />
        </Boundary>
        <Boundary of="Command">
          <FloorCard />
        </Boundary>
        {children}
      </CardSlot>
    </CalmedCards>
  );
}

/** Narrow: tasks have a tab of their own. */
function Work({ narrow = false }: { readonly narrow?: boolean }): ReactNode {
  const closed = useRoom((room) => room.incident.closedAt !== null);
  return (
    <>
      <Boundary of="Now">
        <NowPanel />
        <ImpactedServices handOff={<HandOff />} />
      </Boundary>
      {narrow ? null : (
        <div data-pane="tasks">
          <Tasks />
        </div>
      )}
      <Boundary of="Decisions">
        <DecidedList />
      </Boundary>
      {closed ? null : (
        <Boundary of="Follow-ups">
          <FollowUps onSeek={showTalk} />
        </Boundary>
      )}
      <Boundary of="Teams">
        <TeamsPanel />
      </Boundary>
      <Boundary of="Updates">
        <UpdatesPanel />
      </Boundary>
    </>
  );
}

const Tasks = (): ReactNode => (
  <Boundary of="Tasks">
    <TasksPanel />
  </Boundary>
);
const Log = (): ReactNode => (
  <Boundary of="The document">
    <ScribePane />
  </Boundary>
);
const Talk = (): ReactNode => (
  <Boundary of="The timeline">
    <TalkPane />
  </Boundary>
);
const Roles = (): ReactNode => (
  <Boundary of="Roles">
    <RoleBoard />
  </Boundary>
);

function Crew(): ReactNode {
  return (
    <>
      <Roles />
      <Boundary of="People">
        <PeoplePanel
          work={personWork}
          sounds={
            <>
              <NotifyButton />
              <MuteButton />
            </>
          }
        />
      </Boundary>
    </>
  );
}

/** One that stops takes no other with it. */
function Dialogs(): ReactNode {
  return [
    FloorDialogs,
    CrewDialogs,
    TasksDialogs,
    TeamsDialogs,
    UpdatesDialogs,
    DecisionsDialogs,
    QuestionDialogs,
    ServicesDialogs,
    ReturnDigest,
  ].map((Dialog, at) => (
    <Boundary key={at} of="This dialog" place="over">
      <Dialog />
    </Boundary>
  ));
}

const QuestionDialogs = (): ReactNode => <AsksDialogs onShow={showAsks} />;
