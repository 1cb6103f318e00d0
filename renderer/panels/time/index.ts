/** The time bar, and what happened around the shown instant. */
export { ReplayLog } from './ReplayLog.tsx';
export { TimeBar } from './TimeBar.tsx';
export { ChangesCard } from './ChangesCard.tsx';
export { BookmarkForm } from './BookmarkForm.tsx';
export { BookmarkList } from './BookmarkList.tsx';
