/**
 * An attacker in its own process: `attacker.ts <name> <target as JSON>`. Ended by the process that started it. Runs at
 * the lowest priority: a real attacker has a machine of its own, so here it must not take time that the server needs.
 */
import { constants, setPriority } from 'node:os';
import { ATTACKS } from './floods.ts';
import type { Target } from './wires.ts';

setPriority(constants.priority.PRIORITY_LOW);
const [name = '', target = '{}'] = process.argv.slice(2);
process.on('disconnect', () => process.exit(0));
process.on('unhandledRejection', () => {});
process.send?.('ready');
await ATTACKS[name]?.(JSON.parse(target) as Target);
