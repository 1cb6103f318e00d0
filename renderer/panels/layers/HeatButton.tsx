/** Switches a field of values over the ground on and off; one at a time, or colours would mean two things. */
import { Waves } from 'lucide-react';
import { findPoint } from '#shared/systems/index.ts';
import { useChoices, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

/** `isNamed` shows its words as well, where it does not stand in a row that has them. */
export function HeatButton(props: {
  readonly system: string;
  readonly point: string;
  readonly isNamed?: boolean;
}) {
  const screen = useScreen();
  const { t, local } = useText();
  const { system, point, isNamed = false } = props;
  const isOn = useChoices(({ heat }) => heat?.system === system && heat.point === point);
  const name = findPoint(system, point)?.name;
  const label = t('layers.heat', { name: name ? local(name) : point });
  return (
    <button
      className={isNamed ? 'heat-named' : 'layer-heat'}
      aria-pressed={isOn}
      aria-label={label}
      title={label}
      data-testid={isNamed ? `heat-of-${point}` : `heat-${system}-${point}`}
      onClick={() => screen.choices.setState({ heat: isOn ? null : { system, point } })}
    >
      <Waves size="1em" /> {isNamed && label}
    </button>
  );
}
