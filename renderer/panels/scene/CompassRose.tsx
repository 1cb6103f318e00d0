/** Top right of the scene: where north is; a click turns the view there. */
import { useEffect, useRef } from 'react';
import type { SceneHost } from '#scene/contract.ts';
import { useText } from '#ui/useText.ts';

export function CompassRose({ scene }: { scene: SceneHost | null }) {
  const { t } = useText();
  const needle = useRef<SVGGElement>(null);
  useEffect(() => {
    if (!scene) return;
    const turn = () => {
      const { eyeEnu, targetEnu } = scene.pose();
      // Clockwise from screen-up to north.
      const angleRad = Math.atan2(targetEnu[1] - eyeEnu[1], targetEnu[0] - eyeEnu[0]) - Math.PI / 2;
      needle.current?.setAttribute('transform', `rotate(${((angleRad * 180) / Math.PI).toFixed(1)})`);
    };
    turn();
    return scene.on('pose', turn);
  }, [scene]);
  return (
    <button
      className="compass"
      data-over-scene
      aria-label={t('scene.north.face')}
      title={t('scene.north.face')}
      data-testid="compass"
      onClick={() => scene && faceNorth(scene)}
    >
      <svg viewBox="-24 -24 48 48" aria-hidden="true">
        <g ref={needle}>
          <path d="M0 -22L5 -12.5H-5Z" />
        </g>
        <text y="1">{t('scene.north')}</text>
      </svg>
    </button>
  );
}

/** Same target, distance and height; seen from the south. */
function faceNorth(scene: SceneHost): void {
  const { eyeEnu, targetEnu } = scene.pose();
  const flat = Math.hypot(eyeEnu[0] - targetEnu[0], eyeEnu[1] - targetEnu[1]);
  void scene.flyTo({ eyeEnu: [targetEnu[0], targetEnu[1] - flat, eyeEnu[2]], targetEnu });
}
