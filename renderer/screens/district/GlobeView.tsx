/** The globe in the middle of the page: made once, kept true to compounds, theme and motion, and told where to begin. */
import { useEffect, useRef, type ReactNode } from 'react';
import type { GlobeFault, GlobeHost } from '#globe/contract.ts';
import { SCENE_FOV_DEG } from '#scene/landing.ts';
import { askHub } from '#state/account.ts';
import { bareGlobe, type GlobeSources } from '#shared/protocol/globe.ts';
import type { Crossing } from '#state/crossing.ts';
import { isPlaced } from '#state/standing.ts';
import { useText } from '#ui/useText.ts';
import { nextPicture } from './nextPicture.ts';
import { useDistrict, useDistrictFacts, useDistrictPreferences } from './useDistrict.tsx';

interface GlobeViewProps {
  readonly globe: GlobeHost | null;
  /** Where somebody comes from, who was in a compound until now. */
  readonly arrival: Crossing | null;
  readonly onGlobe: (globe: GlobeHost | null) => void;
  readonly onFault: (fault: GlobeFault | null) => void;
  readonly children: ReactNode;
}

export function GlobeView({ globe, arrival, onGlobe, onFault, children }: GlobeViewProps) {
  const { t } = useText();
  const { hub, preferences } = useDistrict();
  const container = useRef<HTMLDivElement>(null);
  const theme = useDistrictPreferences((one) => one.theme);
  const places = useDistrictFacts(({ compounds }) => JSON.stringify(compounds.filter(isPlaced).map(placeOf)));

  useEffect(() => {
    const element = container.current;
    if (!element) return;
    let dispose = () => undefined as void;
    let left = false;
    // The lists are there before the globe is: it is by far the largest part of the page.
    void Promise.all([import('#globe/index.ts'), askHub<{ sources: GlobeSources }>('GET', '/api/globe')])
      .then(([{ createGlobeHost }, covered]) => {
        if (left) return;
        const { theme: look } = preferences.getState();
        const host = createGlobeHost(element, {
          theme: look,
          fovRad: (SCENE_FOV_DEG * Math.PI) / 180,
          sources: covered.ok ? covered.sources : bareGlobe,
        });
        const stops = [host.onFault(onFault), host.onSeen(() => tellPose(element, host))];
        dispose = () => {
          stops.forEach((stop) => stop());
          host.dispose();
        };
        onFault(null);
        onGlobe(host);
      })
      .catch((error: unknown) => {
        console.error('the globe', error);
        onFault('no-webgl');
      });
    return () => {
      left = true;
      onGlobe(null);
      dispose();
    };
  }, [preferences, onGlobe, onFault]);

  useEffect(() => globe?.setTheme(theme), [globe, theme]);

  useEffect(() => {
    const motion = matchMedia('(prefers-reduced-motion: reduce)');
    const follow = () => globe?.setReducedMotion(motion.matches);
    follow();
    motion.addEventListener('change', follow);
    return () => motion.removeEventListener('change', follow);
  }, [globe]);

  const begun = useRef<GlobeHost | null>(null);
  useEffect(() => {
    if (!globe) return;
    globe.setPlaces(JSON.parse(places) as ReturnType<typeof placeOf>[]);
    if (begun.current === globe) return;
    begun.current = globe;
    if (!arrival?.pose) return globe.standOver();
    globe.viewpoint.set(arrival.pose);
    void hub.plan(arrival.compound).then(async (plan) => {
      if (plan) globe.setPlan(arrival.compound, plan);
      await nextPicture(globe);
      if (begun.current === globe) await globe.show();
    });
  }, [globe, places, arrival, hub]);

  return (
    <main className="district-globe" data-testid="district-globe">
      <div ref={container} className="district-canvas" role="img" aria-label={t('district.globe')} />
      {children}
      <small className="district-earth">{t('district.earth')}</small>
    </main>
  );
}

const placeOf = ({
  id,
  manifest: {
    origin: { latDeg, lonDeg, heightM },
  },
}: {
  readonly id: string;
  readonly manifest: { readonly origin: { latDeg: number; lonDeg: number; heightM: number } };
}) => ({ id, latDeg, lonDeg, heightM });

/** Where the drawn picture was taken from, for whoever has to compare it with the scene's. */
function tellPose(element: HTMLElement, globe: GlobeHost): void {
  const { eyeEcef, direction, up, fovRad } = globe.camera();
  element.dataset['camera'] = JSON.stringify({ eyeEcef, direction, up, fovRad });
  element.dataset['frames'] = String(globe.stats().framesDrawn);
}
