/**
 * `/welcome/:code`: the link that the server printed. Makes the first administrator, or a new one when the last has
 * lost access.
 */
import type { ReactNode } from 'react';
import { ComeIn } from './ComeIn.tsx';
import { DeadLink, Opening, Outside } from './Outside.tsx';
import { useLooked } from './useLooked.ts';

export function WelcomePage({ code }: { readonly code: string }): ReactNode {
  const looked = useLooked(code);
  if (looked === null) return <Opening />;
  if (!looked.ok)
    return (
      <Outside title="This welcome link has expired" says="Run “npm run welcome” on the server to print a new one.">
        <DeadLink {...looked} />
      </Outside>
    );
  return (
    <Outside
      title="Set up Watchfloor"
      says="You’ll be the administrator: you invite people and manage the workspace. In incidents you’re a responder like everyone else."
    >
      <ComeIn code={code} verb="Start" />
    </Outside>
  );
}
