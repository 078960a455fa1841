/**
 * Which page this address shows. A sign-in link works for any browser state; every other page needs to know who this
 * is. An old page and an ended session each take the whole screen, because nothing on it could be trusted.
 */
import { useEffect, useMemo, type ReactNode } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { DevicePage } from './access/DevicePage.tsx';
import { InvitePage } from './access/InvitePage.tsx';
import { Opening, OldPage } from './access/Outside.tsx';
import { PasswordPage } from './access/PasswordPage.tsx';
import { EndedSession, SignIn, SignInPage } from './access/SignInPage.tsx';
import { WelcomePage } from './access/WelcomePage.tsx';
import { findRooms } from './lobby/room-keys.ts';
import { useLinkState, useStore } from './session/store-hooks.ts';
import { me, type Me } from './session/me.ts';
import { Announcers } from './ui/announcer.tsx';
import { arriving } from './ui/arriving.ts';
import { Boundary } from './ui/Boundary.tsx';
import { useFinder } from './ui/palette.ts';
import { PaletteComing } from './ui/PaletteComing.tsx';
import { Toasts } from './ui/Toasts.tsx';

// Pages come when they are needed, so that the entry stays light. The one this address asks for is on its way before we
// know who asks.
const RoomPage = arriving(async () => (await import('./room/RoomPage.tsx')).RoomPage, <Opening />);
const LobbyPage = arriving(async () => (await import('./lobby/LobbyPage.tsx')).LobbyPage, <Opening />);
const PeoplePage = arriving(async () => (await import('./people/PeoplePage.tsx')).PeoplePage, <Opening />);
const PolicyPage = arriving(async () => (await import('./incident/policy/PolicyPage.tsx')).PolicyPage, <Opening />);
const ServicesPage = arriving(async () => (await import('./services/ServicesPage.tsx')).ServicesPage, <Opening />);
const AccountDialogs = arriving(async () => (await import('./lobby/AccountDialogs.tsx')).AccountDialogs);
const Palette = arriving(async () => (await import('./ui/Palette.tsx')).Palette, <PaletteComing />);
const KeyHelp = arriving(async () => (await import('./ui/KeyHelp.tsx')).KeyHelp);
// People in the lobby open a room next, in a hurry: its parts are loaded by then.
if (location.pathname.startsWith('/rooms/')) void RoomPage.come();
else void LobbyPage.come().then(RoomPage.come);

export function App(): ReactNode {
  return (
    <>
      <Boundary of="This page" place="page">
        <Pages />
      </Boundary>
      <Boundary of="The palette" place="over">
        <Palette />
        <KeyHelp />
      </Boundary>
      <Boundary of="Messages" place="over">
        <Toasts />
      </Boundary>
      <Announcers />
    </>
  );
}

function Pages(): ReactNode {
  const state = useLinkState();
  if (state === 'reload') return <OldPage />;
  return (
    <Switch>
      <Route path="/join/:code">{({ code }) => <InvitePage code={code} />}</Route>
      <Route path="/device/:code">{({ code }) => <DevicePage code={code} />}</Route>
      <Route path="/welcome/:code">{({ code }) => <WelcomePage code={code} />}</Route>
      <Route path="/password/:code">{({ code }) => <PasswordPage code={code} />}</Route>
      <Route path="/sign-in">
        <SignInPage />
      </Route>
      <Route>{state === 'signed-out' ? <EndedSession /> : <Inside />}</Route>
    </Switch>
  );
}

/** A room, and the room as it was: the same page, so that no one leaves the room to look back. */
const ROOM = /^\/rooms\/(?<id>[^/]+?)(?:\/at)?\/?$/i;

function Inside(): ReactNode {
  const who = useStore(me);
  const [, go] = useLocation();
  useFinder(useMemo(() => findRooms(go), [go]));
  if (who === undefined) return <Opening />;
  if (who === null) return <SignIn />;
  return (
    <>
      <AccountDialogs me={who} />
      <Screens who={who} />
    </>
  );
}

function Screens({ who }: { readonly who: Me }): ReactNode {
  return (
    <Switch>
      <Route path="/">{() => <LobbyPage me={who} />}</Route>
      <Route path={ROOM}>{({ id = '' }) => <RoomPage key={id} id={id} />}</Route>
      <Route path="/people/:id?">{({ id }) => <PeoplePage me={who} shown={id ?? null} />}</Route>
      <Route path="/settings/policy">{() => <PolicyPage me={who} />}</Route>
      <Route path="/services/:id?">{({ id }) => <ServicesPage me={who} shown={id ?? null} />}</Route>
      <Route>
        <Elsewhere />
      </Route>
    </Switch>
  );
}

/** No such page: the lobby is where everything starts. */
function Elsewhere(): ReactNode {
  const [, go] = useLocation();
  useEffect(() => go('/', { replace: true }), [go]);
  return null;
}
