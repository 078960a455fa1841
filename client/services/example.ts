/** The map as a file: the one that is exported, and a small one to learn the form from. */
import type { Service } from '../../shared/workspace/words.ts';
import { serviceMap } from './map.ts';

export const EXAMPLE_TEXT = `{
  "services": [
    {
      "id": "checkout",
      "name": "Checkout",
      "about": "Takes the order and the money",
      "owner": { "name": "Ana Duarte" },
      "expert": { "name": "Kim Lee" },
      "escalation": { "name": "Payments on call" },
      "dashboards": [
        { "title": "Errors and latency", "url": "https://graphs.example.com/checkout" }
      ],
      "runbooks": [
        { "title": "When cards fail", "url": "https://wiki.example.com/cards" }
      ],
      "dependsOn": ["orders-database"]
    },
    {
      "id": "orders-database",
      "name": "Orders database",
      "owner": { "name": "Bob Lind" }
    }
  ]
}
`;

const asText = (services: readonly Service[]): string => `${JSON.stringify({ services }, null, 2)}\n`;

export const saveExample = (): void => save(EXAMPLE_TEXT, 'services-example.json');
/** By id, so that two exports of the same map are the same file. */
export const saveMap = (): void =>
  save(asText(serviceMap.get().services.toSorted((one, other) => (one.id < other.id ? -1 : 1))), 'services.json');

function save(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
