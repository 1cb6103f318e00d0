/** Where something is: in the compound's frame, and on the map where the compound has a place on it. */
import { enuToGeodetic } from '#shared/geo/enu.ts';
import type { Enu } from '#shared/twin/compound.ts';
import { manifestOf } from '#state/facts.ts';
import { useFacts } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

export function Position({ positionEnu }: { positionEnu: Enu }) {
  const { t } = useText();
  const origin = useFacts((facts) => manifestOf(facts)?.origin);
  const geodetic = origin && origin.latDeg !== 0 ? enuToGeodetic(origin, positionEnu) : null;
  return (
    <dl className="position">
      <div className="reading">
        <dt>{t('device.position')}</dt>
        <dd>{positionEnu.map((m) => m.toFixed(1)).join(', ')} m</dd>
      </div>
      {geodetic && (
        <div className="reading">
          <dt>{t('device.position.map')}</dt>
          <dd>
            {geodetic.latDeg.toFixed(6)}°, {geodetic.lonDeg.toFixed(6)}°
          </dd>
        </div>
      )}
    </dl>
  );
}
