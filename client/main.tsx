/** Where the browser part starts: theme first (so that nothing flashes), then who this is, then the page. */
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import './ui/controls.css';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { unlockSound } from './attention/earcons.ts';
import { learnMe } from './session/me.ts';
import { gateComposition } from './ui/composing.ts';
import { catchFiles } from './ui/files.ts';
import { followSystem } from './ui/theme.ts';

gateComposition();
catchFiles();
followSystem();
unlockSound();
void learnMe();
start(0);

/**
 * Parts of the page stop by themselves (ui/Boundary.tsx). If all of it does, or another program has taken all of it away,
 * it is drawn anew, in an element of its own. The page is never blank.
 */
function start(times: number): void {
  const place = document.createElement('div');
  place.id = 'root';
  const former = document.getElementById('root');
  if (former === null) document.body.prepend(place);
  else former.replaceWith(place);
  const root = createRoot(place, { onUncaughtError: (error) => again(error) });
  const watch = new MutationObserver(() => place.childElementCount === 0 && again('The page was emptied'));
  let isOver = false;
  const again = (why: unknown): void => {
    if (isOver) return;
    isOver = true;
    watch.disconnect();
    console.error(why);
    // Not in the middle of React's work; and later each time, because the machine has other work, too.
    setTimeout(() => (root.unmount(), start(times + 1)), times * 500);
  };
  root.render(<App />);
  watch.observe(place, { childList: true });
}
