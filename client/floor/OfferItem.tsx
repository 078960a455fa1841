/** Command for this person, in the menu of a person: the offer opens with them chosen. Only the commander has it. */
import { ArrowRightLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRoom, useYou } from '../session/hooks.ts';
import { CommandItem } from '../ui/Menu.tsx';
import { sampleOffer } from './offer-draft.ts';
import { floorDialog } from './screen.ts';

export function OfferItem({ person }: { readonly person: string }): ReactNode {
  const you = useYou();
  const holding = useRoom((room) => room.floor.holder) === you;
  return holding && person !== you ? (
    <CommandItem
      icon={<ArrowRightLeft size={16} />}
      type="floor.offer"
      data={sampleOffer(person)}
      onSelect={() => floorDialog.open({ open: 'offer', to: person })}
    >
      Hand off command
    </CommandItem>
  ) : null;
}
