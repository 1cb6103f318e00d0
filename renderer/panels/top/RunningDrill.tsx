/** While a drill runs every screen says so at the top; pressing it opens the drill. */
import { incidentAt, isOver } from '#shared/incidents/incidentAt.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { DrillMark } from '#ui/DrillMark.tsx';
import { useText } from '#ui/useText.ts';
import { useDrillCalls } from './useDrillCalls.ts';

export function RunningDrill() {
  const { t, local } = useText();
  const { choices, layout } = useScreen();
  const incidents = useFacts((facts) => facts.incidents);
  const replaying = useFacts((facts) => facts.clock.mode === 'replay');
  const instant = useInstant(replaying ? 1000 : 60_000);
  const drill = incidents
    .filter((one) => one.drill)
    .find((one) => {
      const then = replaying ? incidentAt(one, instant) : one;
      return then !== null && !isOver(then.state);
    });
  useDrillCalls(drill);
  if (!drill) return null;
  const text = t('drill.running', { name: local(drill.title) });
  return (
    <button
      className="running-drill"
      data-testid="running-drill"
      title={text}
      aria-label={text}
      onClick={() => {
        choices.setState({ openIncidentId: drill.id });
        layout.current()?.show('incidents');
      }}
    >
      <DrillMark />
    </button>
  );
}
