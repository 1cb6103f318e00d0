/** Screens as they stand at the gates: what each shows, dark where it is off; one text to several at once. */
import { useText } from '#ui/useText.ts';
import { useFacts } from '#state/useScreen.tsx';
import { DeviceTiles, type TileProps } from '../DeviceTiles.tsx';
import { useValues } from '../values.ts';
import type { SystemViewProps } from '../view.ts';

export function ScreensView(props: SystemViewProps) {
  return <DeviceTiles {...props} Face={Screen} />;
}

function Screen({ system, device }: TileProps) {
  const { t, local } = useText();
  const values = useValues();
  const words = useFacts((facts) => facts.words);
  const isOn = values.isOn(device, 'on');
  const test = values.state(system, device, 'selfTest');
  const content = words.get(values.number(device, 'content')) ?? '';
  return (
    <>
      <span className={`tile-screen ${isOn ? 'lit' : ''}`}>
        {isOn ? (content === '' ? t('value.none') : content) : t('screenView.off')}
      </span>
      {test?.id === 'failed' && <span className="broken">{local(test.name)}</span>}
    </>
  );
}
