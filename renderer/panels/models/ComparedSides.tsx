/** Has the scene show both versions that are compared, named in the language of the screen. It draws nothing itself. */
import { useEffect } from 'react';
import { localTime } from '#shared/time/localTime.ts';
import { zoneOf } from '#state/facts.ts';
import { sidesOf, type ComparedSide } from '#state/comparison.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

export function ComparedSides() {
  const { scene } = useScreen();
  const { t, local } = useText();
  const comparison = useChoices((choices) => choices.comparison);
  const zone = useFacts(zoneOf);
  useEffect(() => {
    const host = scene.current();
    const shown = comparison && sidesOf(comparison);
    if (!host) return;
    if (!shown || comparison.mode === 'coloured') return host.setSplit(null);
    const side = (of: ComparedSide, which: 0 | 1) => {
      const { date, clock } = localTime(of.importedAtMs, zone);
      return {
        title: local(of.name),
        note: of.importedAtMs > 0 ? t('compare.imported', { when: `${date} ${clock.slice(0, 5)}` }) : '',
        appearance: shown[which],
        isNow: of.isNow,
      };
    };
    host.setSplit({
      kind: comparison.mode,
      sides: [side(comparison.before, 0), side(comparison.after, 1)],
    });
  }, [scene, comparison, zone, t, local]);
  useEffect(() => () => scene.current()?.setSplit(null), [scene]);
  return null;
}
