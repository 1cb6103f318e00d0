/** The time bar, and what happened around the shown instant. */
export { ReplayLog } from './ReplayLog.tsx';
export { TimeBar } from './TimeBar.tsx';
