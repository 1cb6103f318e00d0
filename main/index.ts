/** Electron's entry: one window on one hub. Everything that imports electron is in `electron/`. */
import { startShell } from './electron/shell.ts';

startShell();
