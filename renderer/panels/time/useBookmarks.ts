/** Bookmarks of the compound that is shown; somebody elsewhere may write one meanwhile. */
import { useEffect } from 'react';
import { mayDo } from '#commands/command.ts';
import { loadBookmarks } from '#commands/bookmarks.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';

const everyMs = 60_000;

export function useBookmarks(): void {
  const screen = useScreen();
  const compoundId = useFacts((facts) => facts.compoundId);
  const may = useFacts(() => mayDo(screen, 'history.read'));
  useEffect(() => {
    if (compoundId === null || !may) return;
    void loadBookmarks(screen);
    const timer = setInterval(() => void loadBookmarks(screen), everyMs);
    return () => clearInterval(timer);
  }, [screen, compoundId, may]);
}
