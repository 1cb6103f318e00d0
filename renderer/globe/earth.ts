/** The earth itself: its picture, its light, what lies behind it. All of it comes from the hub. */
import {
  buildModuleUrl,
  Cartesian3,
  Color,
  DirectionalLight,
  ImageryLayer,
  TileMapServiceImageryProvider,
  type Scene,
} from '@cesium/engine';
import { createCoast } from './coast.ts';
import { looks, pictureShare, type GlobeLook } from './look.ts';

const picturePath = 'Assets/Textures/NaturalEarthII';
const css = (color: string) => Color.fromCssColorString(color);

export interface Earth {
  setLook(look: GlobeLook): void;
  /** Before each frame. */
  setHeight(heightM: number): void;
}

export function createEarth(scene: Scene, changed: () => void): Earth {
  const { globe } = scene;
  scene.sun = undefined;
  scene.moon = undefined;
  scene.fog.enabled = false;
  globe.showGroundAtmosphere = false;
  globe.enableLighting = false;
  // Compounds stand at their own height, which may be below the ellipsoid.
  globe.depthTestAgainstTerrain = false;
  let look: GlobeLook = looks.duty;
  let picture: ImageryLayer | null = null;
  let heightM = Infinity;

  const coast = createCoast(scene, changed);

  const dress = () => {
    scene.backgroundColor = css(look.sky);
    globe.baseColor = css(look.table);
    if (scene.skyAtmosphere)
      Object.assign(scene.skyAtmosphere, {
        show: look.hasAtmosphere,
        brightnessShift: -0.45,
        saturationShift: -0.2,
      });
    if (picture) Object.assign(picture, look.picture, { alpha: pictureShare(heightM) });
    coast.setLook(look);
    changed();
  };
  void TileMapServiceImageryProvider.fromUrl(buildModuleUrl(picturePath)).then(
    (provider) => {
      picture = scene.imageryLayers.addImageryProvider(provider);
      dress();
    },
    // Without its picture the earth is a plain ball: places and alarms are there all the same.
    (error: unknown) => console.error('the picture of the earth', error),
  );
  return {
    setLook(next) {
      look = next;
      dress();
    },
    setHeight(next) {
      heightM = next;
      coast.setHeight(heightM);
      if (picture) picture.alpha = pictureShare(heightM);
    },
  };
}

/** From behind the left shoulder of whoever looks north, as the compound's scene has it at noon. */
export function lightOver(zenith: Cartesian3): DirectionalLight {
  const north = Cartesian3.subtract(
    Cartesian3.UNIT_Z,
    Cartesian3.multiplyByScalar(zenith, zenith.z, new Cartesian3()),
    new Cartesian3(),
  );
  const east = Cartesian3.cross(Cartesian3.UNIT_Z, zenith, new Cartesian3());
  const direction = new Cartesian3();
  for (const [axis, share] of [
    [zenith, -0.8],
    [north, 0.45],
    [east, 0.35],
  ] as const)
    Cartesian3.add(direction, Cartesian3.multiplyByScalar(axis, share, new Cartesian3()), direction);
  return new DirectionalLight({ direction: Cartesian3.normalize(direction, direction), intensity: 2.2 });
}
