/** Loudspeakers zone by zone: what sounds where and how loud, and whether the zone would be heard; one word to several at once. */
import { useText } from '#ui/useText.ts';
import { useFacts } from '#state/useScreen.tsx';
import { DeviceTiles, type TileProps } from '../DeviceTiles.tsx';
import { useValues } from '../values.ts';
import type { SystemViewProps } from '../view.ts';

export function BroadcastView(props: SystemViewProps) {
  return <DeviceTiles {...props} Face={Zone} />;
}

function Zone({ system, device }: TileProps) {
  const { t, local } = useText();
  const values = useValues();
  const words = useFacts((facts) => facts.words);
  const isOn = values.isOn(device, 'zone');
  const level = values.number(device, 'level');
  const test = values.state(system, device, 'selfTest');
  const playing = words.get(values.number(device, 'playing')) ?? '';
  // A call of its own is named by the command that began it.
  const call = system.commands?.find(({ id }) => id === playing)?.name;
  const said = call ? local(call) : playing === '' ? t('value.none') : playing;
  return (
    <>
      <b className={isOn ? 'tile-on' : 'dim'}>{t(isOn ? 'speaker.on' : 'speaker.off')}</b>
      <span className="tile-text">{isOn ? said : ''}</span>
      <span>
        {Number.isNaN(level) ? t('value.none') : `${level} dB`}
        {test && (
          <span className={test.id === 'failed' ? 'broken' : 'dim'}>
            {' · '}
            {t('speaker.test')} {local(test.name)}
          </span>
        )}
      </span>
    </>
  );
}
