/** The unit cut through: its storeys, the flat on fire and the stair, with the smoke that the estimate has there now. */
import type { Egress } from '#shared/physics/fire/fromPlan.ts';
import type { UnitStorey } from '#shared/twin/unitStoreys.ts';
import { useText } from '#ui/useText.ts';

const homesM = 8;
const stairM = 3;

export function UnitSection(props: {
  readonly egress: Egress;
  readonly elapsedS: number;
  readonly storeys: readonly UnitStorey[];
}) {
  const { t } = useText();
  const { egress, elapsedS } = props;
  const known = new Set(egress.storeys.map(({ placeId }) => placeId));
  const storeys = props.storeys.filter(({ place }) => known.has(place.id));
  const [lowest, highest] = [storeys[0], storeys.at(-1)];
  if (!lowest || !highest) return null;
  const topM = highest.floorM + highest.box.sizeM[2];
  const heightM = topM - lowest.floorM;
  const layerM = (zoneId: string) => {
    const layers = egress.smoke.byZone.get(zoneId)?.layerM ?? [];
    return layers[Math.min(layers.length - 1, Math.floor(elapsedS / egress.smoke.everyS))];
  };
  const burning = egress.storeys.find(({ isBurning }) => isBurning);
  return (
    <svg
      className="unit-section"
      viewBox={`-0.3 -0.3 ${homesM + stairM + 0.6} ${heightM + 0.6}`}
      role="img"
      aria-label={t('estimate.section')}
    >
      {storeys.map(({ place, floorM, box }) => {
        const y = topM - floorM - box.sizeM[2];
        const isBurning = place.id === burning?.placeId;
        const layer = isBurning ? layerM(egress.flatZoneId) : undefined;
        return (
          <g key={place.id}>
            <rect className={isBurning ? 'burning' : ''} x={0} y={y} width={homesM} height={box.sizeM[2]} />
            {layer !== undefined && (
              <rect
                className="layer"
                x={0}
                y={y}
                width={homesM}
                height={Math.max(0, floorM + box.sizeM[2] - layer)}
              />
            )}
          </g>
        );
      })}
      <rect x={homesM} y={0} width={stairM} height={heightM} />
      <rect
        className="layer"
        x={homesM}
        y={0}
        width={stairM}
        height={Math.max(0, topM - (layerM(egress.stairZoneId) ?? topM))}
      />
      {storeys.map(({ place, floorM }) => (
        <line key={place.id} x1={homesM} x2={homesM + stairM} y1={topM - floorM} y2={topM - floorM} />
      ))}
    </svg>
  );
}
