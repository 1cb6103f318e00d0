/** Coasts as thin lines: what makes out a country where the picture of the earth is coarse. Without them the earth is there all the same. */
import {
  ArcType,
  buildModuleUrl,
  Cartesian3,
  Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  PerInstanceColorAppearance,
  Primitive,
  SimplePolylineGeometry,
  type Scene,
} from '@cesium/engine';
import { coastLines, type Topology } from './coastLines.ts';
import type { GlobeLook } from './look.ts';

/** They are true to a kilometre: from nearer they would only mislead. */
const leastHeightM = 60_000;

export interface Coast {
  setLook(look: GlobeLook): void;
  setHeight(heightM: number): void;
}

export function createCoast(scene: Scene, changed: () => void): Coast {
  let lines: ReturnType<typeof coastLines> = [];
  let drawn: Primitive | null = null;
  let color = '#000000';
  let isShown = true;

  const draw = () => {
    if (drawn) scene.primitives.remove(drawn);
    drawn = new Primitive({
      appearance: new PerInstanceColorAppearance({ flat: true, translucent: false }),
      geometryInstances: lines.map(
        (line) =>
          new GeometryInstance({
            geometry: new SimplePolylineGeometry({
              positions: Cartesian3.fromDegreesArray(line.flat()),
              arcType: ArcType.NONE,
            }),
            attributes: {
              color: ColorGeometryInstanceAttribute.fromColor(Color.fromCssColorString(color)),
            },
          }),
      ),
    });
    drawn.show = isShown;
    scene.primitives.add(drawn);
    changed();
  };
  void fetch(buildModuleUrl('Assets/land.json'))
    .then(async (response) => {
      if (!response.ok) throw new Error(`coasts: ${response.status}`);
      lines = coastLines((await response.json()) as Topology);
      if (!scene.isDestroyed()) draw();
    })
    .catch((error: unknown) => console.error('the coasts of the earth', error));
  return {
    setLook(look) {
      if (color === look.coast) return;
      color = look.coast;
      if (lines.length > 0) draw();
    },
    setHeight(heightM) {
      isShown = heightM > leastHeightM;
      if (drawn) drawn.show = isShown;
    },
  };
}
