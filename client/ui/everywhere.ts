/** What can be done on every page and belongs to none: the list of keys, single letters on or off, the look. */
import { useStore } from '../session/store-hooks.ts';
import { showKeys } from './key-help.ts';
import { keysOn, setKeysOn, type Key } from './keys.ts';
import { chooseTheme, themeChoice, THEMES } from './theme.ts';

export function useEverywhere(): readonly Key[] {
  const on = useStore(keysOn);
  const choice = useStore(themeChoice);
  return [
    { does: 'Keyboard shortcuts', also: 'help list the keys ?', run: showKeys },
    {
      does: on ? 'Turn single keys off' : 'Turn single keys on',
      also: 'keyboard shortcuts letters disable enable',
      run: () => setKeysOn(!on),
    },
    ...THEMES.filter(({ value }) => value !== choice).map(({ value, label }) => ({
      does: `${label} theme`,
      also: `colours contrast night day look appearance${value === 'system' ? ' follow automatic' : ''}`,
      run: () => chooseTheme(value),
    })),
  ];
}
