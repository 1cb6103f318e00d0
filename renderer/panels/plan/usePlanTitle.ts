/** What a plan says of itself: compound, building, storey, the instant it shows, and whether that is now. */
import type { StoreyRef } from '#scene/toolContract.ts';
import { localTime, zoneText } from '#shared/time/localTime.ts';
import { manifestOf, zoneOf } from '#state/facts.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import type { PlanTitle } from './PlanSheet.tsx';

export function usePlanTitle(storey: StoreyRef | null, name: string): PlanTitle {
  const { t, local } = useText();
  const compound = useFacts((facts) => manifestOf(facts)?.name);
  const model = useFacts(({ models }) =>
    storey?.kind === 'model' ? models.find(({ id }) => id === storey.modelId)?.name : undefined,
  );
  const zone = useFacts(zoneOf);
  const isReplay = useFacts(({ clock }) => clock.mode === 'replay');
  const isCurrent = useFacts(({ connected, current }) => connected && current);
  const atMs = useInstant(1000);
  const { date, clock } = localTime(atMs, zone);
  return {
    what: [compound && local(compound), model, name].filter(Boolean).join(' · '),
    when: `${date} ${clock} ${zoneText(atMs, zone)}`,
    stand: isReplay ? t('plan.replay') : isCurrent ? t('mode.live') : t('plan.lost'),
    isReplay,
  };
}
