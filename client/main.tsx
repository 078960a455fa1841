/** Where the browser part starts: theme first (so nothing flashes), then who this is, then the page. */
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { unlockSound } from './attention/earcons.ts';
import { learnMe } from './session/me.ts';
import { gateComposition } from './ui/composing.ts';
import { catchFiles } from './ui/files.ts';
import { applyTheme } from './ui/theme.ts';

gateComposition();
catchFiles();
applyTheme();
unlockSound();
void learnMe();
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
