/**
 * Which page this address shows. A link that signs somebody in works whoever this browser was before; everything else needs
 * to know who this is. An old page and an ended session each take the whole screen, because nothing on it could be trusted.
 */
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { DevicePage } from './access/DevicePage.tsx';
import { InvitePage } from './access/InvitePage.tsx';
import { Opening, OldPage, SignedOut, Uninvited } from './access/Outside.tsx';
import { WelcomePage } from './access/WelcomePage.tsx';
import { useLink, useStore } from './session/store-hooks.ts';
import { me } from './session/me.ts';
import { Announcers } from './ui/announcer.tsx';
import { patiently } from './ui/patiently.ts';
import { Toasts } from './ui/Toasts.tsx';

// Pages come when they are needed, so that the entry stays light. The one this address asks for is on its way before we know who asks.
const room = () => import('./room/RoomPage.tsx');
const lobby = () => import('./lobby/LobbyPage.tsx');
// Whoever is in the lobby opens a room next, in a hurry: its parts are there by then.
if (location.pathname.startsWith('/rooms/')) void patiently(room);
else void patiently(lobby).then(() => patiently(room));
const RoomPage = lazy(async () => ({ default: (await patiently(room)).RoomPage }));
const LobbyPage = lazy(async () => ({ default: (await patiently(lobby)).LobbyPage }));
const ServicesPage = lazy(async () => ({ default: (await patiently(() => import('./services/ServicesPage.tsx'))).ServicesPage }));
const Palette = lazy(async () => ({ default: (await patiently(() => import('./ui/Palette.tsx'))).Palette }));
const KeyHelp = lazy(async () => ({ default: (await patiently(() => import('./ui/KeyHelp.tsx'))).KeyHelp }));

export function App(): ReactNode {
  return (
    <>
      <Suspense fallback={<Opening />}><Pages /></Suspense>
      <Suspense><Palette /><KeyHelp /></Suspense>
      <Toasts />
      <Announcers />
    </>
  );
}

function Pages(): ReactNode {
  const { state } = useLink();
  if (state === 'reload') return <OldPage />;
  return (
    <Switch>
      <Route path="/join/:code">{({ code }) => <InvitePage code={code} />}</Route>
      <Route path="/device/:code">{({ code }) => <DevicePage code={code} />}</Route>
      <Route path="/welcome/:code">{({ code }) => <WelcomePage code={code} />}</Route>
      <Route>{state === 'signed-out' ? <SignedOut /> : <Inside />}</Route>
    </Switch>
  );
}

function Inside(): ReactNode {
  const who = useStore(me);
  if (who === undefined) return <Opening />;
  if (who === null) return <Uninvited />;
  return (
    <Switch>
      <Route path="/">{() => <LobbyPage me={who} />}</Route>
      <Route path="/rooms/:id">{({ id }) => <RoomPage key={id} id={id} />}</Route>
      <Route path="/services/:id?">{({ id }) => <ServicesPage me={who} shown={id ?? null} />}</Route>
      <Route><Elsewhere /></Route>
    </Switch>
  );
}

/** No such page: the lobby is where everything starts. */
function Elsewhere(): ReactNode {
  const [, go] = useLocation();
  useEffect(() => go('/', { replace: true }), [go]);
  return null;
}
