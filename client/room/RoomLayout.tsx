/**
 * Where everything is in a room. Wide: work, document and talk side by side, each scrolling by itself, the page never.
 * Narrow: one pane at a time behind tabs, with the header and what is owed always above. The only file that arranges
 * the panels.
 */
import type { ReactNode } from 'react';
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
import { NowPanel } from '../incident/NowPanel.tsx';
import { ImpactedServices } from '../services/ImpactedServices.tsx';
import { ServicesDialogs } from '../services/ServicesDialogs.tsx';
import { useStore } from '../session/store-hooks.ts';
import { TasksDialogs } from '../tasks/TasksDialogs.tsx';
import { TasksPanel } from '../tasks/TasksPanel.tsx';
import { TeamsPanel } from '../teams/TeamsPanel.tsx';
import { UpdatesPanel } from '../updates/UpdatesPanel.tsx';
import { front } from './panes.ts';
import { NarrowPanes } from './NarrowPanes.tsx';
import { personWork } from './person-work.tsx';
import { ReturnDigest } from './ReturnDigest.tsx';
import { RoomHeader } from './RoomHeader.tsx';
import styles from './RoomLayout.module.css';
import { ScribePane } from './ScribePane.tsx';
import { showAsks, TalkPane } from './TalkPane.tsx';
import { useNarrow } from './useNarrow.ts';
import { useRoomKeys } from './useRoomKeys.ts';
import { WidePanes } from './WidePanes.tsx';

export function RoomLayout(): ReactNode {
  const narrow = useNarrow();
  const shown = useStore(front);
  useRoomKeys();
  return (
    <div className={styles['layout']} data-narrow={narrow} data-front={narrow ? shown : undefined}>
      <RoomHeader />
      <CommandBanner />
      <div className={styles['owed']}>
        {narrow ? (
          <>
            <FloorCard />
            <DecisionCard />
          </>
        ) : null}
        <OweBar lines={narrow ? 2 : 4} />
        <AskButton />
      </div>
      {narrow ? (
        <NarrowPanes
          panes={{
            now: (
              <>
                <Guidance />
                <Work narrow />
              </>
            ),
            log: <ScribePane />,
            tasks: <TasksPanel />,
            talk: <TalkPane />,
            crew: <Crew />,
          }}
        />
      ) : (
        <WidePanes
          now={
            <>
              <FloorCard />
              <Guidance />
              <Work />
              <RoleBoard />
            </>
          }
          log={<ScribePane />}
          talk={<TalkPane />}
        />
      )}
      <FloorDialogs />
      <CrewDialogs />
      <TasksDialogs />
      <DecisionsDialogs />
      <AsksDialogs onShow={showAsks} />
      <ServicesDialogs />
      <ReturnDigest />
      <Attention />
    </div>
  );
}

/** Narrow: a running decision is above every tab instead. */
function Work({ narrow = false }: { readonly narrow?: boolean }): ReactNode {
  return (
    <>
      <NowPanel />
      <ImpactedServices handOff={<HandOff />} />
      {narrow ? null : (
        <>
          <DecisionCard />
          <div data-pane="tasks">
            <TasksPanel />
          </div>
        </>
      )}
      <DecidedList />
      <TeamsPanel />
      <UpdatesPanel />
    </>
  );
}

function Crew(): ReactNode {
  return (
    <>
      <RoleBoard />
      <PeoplePanel
        work={personWork}
        sounds={
          <>
            <NotifyButton />
            <MuteButton />
          </>
        }
      />
    </>
  );
}
