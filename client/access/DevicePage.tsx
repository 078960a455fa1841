/** `/device/:code`: a one-use link that someone made on their first device, or an administrator for them, to be the same person here. */
import type { ReactNode } from 'react';
import { ComeIn } from './ComeIn.tsx';
import { DeadLink, Opening, Outside } from './Outside.tsx';
import { useLooked } from './useLooked.ts';

export function DevicePage({ code }: { readonly code: string }): ReactNode {
  const looked = useLooked(code);
  if (looked === null) return <Opening />;
  if (!looked.ok)
    return (
      <Outside
        title="This code has expired"
        says="A code works once and expires. Create a new one on your other device, or ask an administrator."
      >
        <DeadLink {...looked} />
      </Outside>
    );
  const { name } = looked.body;
  return (
    <Outside
      title={name === null ? 'Use this device too' : `Continue as ${name}`}
      says="Both devices stay signed in and show the same."
    >
      <ComeIn code={code} verb="Use this device" known />
    </Outside>
  );
}
