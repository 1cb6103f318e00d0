/** When it is shown, in which light and language. */
import type { SceneHost } from '../contract.ts';
import type { HostParts } from './parts.ts';

type Methods = Pick<
  SceneHost,
  'setInstant' | 'setTheme' | 'setDaylight' | 'setLanguage' | 'setReducedMotion' | 'setQuality'
>;

export function lightOf(parts: HostParts): Methods {
  const {
    now,
    daylight,
    layers,
    navigation,
    pulse,
    stage,
    nameParts,
    baseChanged,
    overlayChanged,
    lightChanged,
  } = parts;
  return {
    setInstant(epochMs) {
      if (layers.track.setInstant(epochMs)) overlayChanged();
      if (daylight.setInstant(epochMs)) lightChanged();
    },
    setTheme(theme) {
      daylight.setTheme(theme);
      layers.parking.setColoured(theme === 'showcase');
      lightChanged();
    },
    setDaylight(mode) {
      daylight.setMode(mode);
      lightChanged();
    },
    setLanguage(next) {
      now.language = next;
      nameParts();
    },
    setQuality(quality) {
      stage?.setQuality(quality);
      baseChanged();
    },
    setReducedMotion(on) {
      now.reducedMotion = on;
      navigation.setReducedMotion(on);
      layers.racks.setReducedMotion(on);
      pulse.look();
    },
  };
}
