/** What lies above the panels: the bar, the list of keys, what was refused. */
export { Keys } from './Keys.tsx';
export { Rejections } from './Rejections.tsx';
export { TopBar } from './TopBar.tsx';
