/** Warning residents of what an alarm or a place is about: the panel is opened with the unit and the kind filled in. */
import type { WarningKind } from '#shared/protocol/notice.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { leadAlarm } from './alarmCommands.ts';
import type { ScreenCommand } from './command.ts';

function kindOf({ system, ruleId, incidentKind }: AlarmRecord): WarningKind {
  const rule = findSystem(system)?.rules.find(({ id }) => id === ruleId);
  return rule?.warns ?? (incidentKind === 'fire' ? 'fire' : 'other');
}

/** Its unit, or the building where it is in no unit. */
function unitOf({ facts }: ScreenContext, placeId: string | null): string | null {
  const places = new Map(facts.getState().plan.places.map((place) => [place.id, place]));
  let place = places.get(placeId ?? '');
  for (let steps = 0; place && steps < 10; steps++) {
    if (place.kind === 'unit' || place.kind === 'building') return place.id;
    place = places.get(place.parentId ?? '');
  }
  return null;
}

export const warningCommands: readonly ScreenCommand[] = [
  {
    id: 'warning.write',
    group: 'incidents',
    text: 'warning.new',
    needs: 'notices.act',
    acts: true,
    run: (screen) => {
      const { choices, facts, layout } = screen;
      const alarm = leadAlarm(screen);
      const { selection } = choices.getState();
      const placeId =
        alarm?.placeId ??
        (selection?.kind === 'place'
          ? selection.id
          : selection?.kind === 'device'
            ? (facts.getState().devices.get(selection.key)?.placeId ?? null)
            : null);
      const unit = unitOf(screen, placeId);
      choices.setState({
        warningDraft: { kind: alarm ? kindOf(alarm) : 'other', placeIds: unit === null ? [] : [unit] },
      });
      layout.current()?.show('notices');
    },
  },
];
