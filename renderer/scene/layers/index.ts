/** All layers of the scene, made and let go together. The first group is the base picture, the second the overlay. */
import { DepthTexture, Group, Vector2, Vector4 } from 'three';
import { createModelLayer, type ModelLayer } from '../model/modelLayer.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import type { ShaderSample } from '../shading/warmUp.ts';
import { createAtlas } from '../symbols/atlas.ts';
import { createPairedLabels, type PairedLabels } from '../symbols/pairedLabels.ts';
import { createSpriteLayer, type SpriteLayer } from '../symbols/sprites.ts';
import { createSymbolLayer, type SymbolLayer } from '../symbols/symbolLayer.ts';
import { createChosenPlaceLayer, type ChosenPlaceLayer } from './chosenPlace.ts';
import { createWallMarkLayer, type WallMarkLayer } from './wallMarks.ts';
import { createFrustumLayer, type FrustumLayer } from './frustums.ts';
import { createGroundLayer, type GroundLayer } from './ground.ts';
import { createHeatLayer, type HeatLayer } from './heat.ts';
import { createLampLayer, type LampLayer } from './lamps.ts';
import { createMarkLayer, type MarkLayer } from './marks.ts';
import type { OverlayDepth } from './overlayMaterial.ts';
import { createParkingLayer, type ParkingLayer } from './parking.ts';
import { createRackLayer, type RackLayer } from './racks.ts';
import { createOutlines, type Outlines } from '../outline/outlines.ts';
import { createSky } from './sky.ts';
import { createSurroundingsLayer, type SurroundingsLayer } from './surroundings.ts';
import { createTrackLayer, type TrackLayer } from './track.ts';
import { createTreeLayer, type TreeLayer } from './trees.ts';
import { createVolumeLayer, type VolumeLayer } from './volumes.ts';

export interface Layers {
  readonly base: Group;
  readonly overlay: Group;
  /** What the base picture will be drawn with. */
  readonly shaders: readonly ShaderSample[];
  readonly models: ModelLayer;
  readonly ground: GroundLayer;
  readonly trees: TreeLayer;
  readonly lamps: LampLayer;
  readonly parking: ParkingLayer;
  readonly racks: RackLayer;
  readonly surroundings: SurroundingsLayer;
  readonly sprites: SpriteLayer;
  readonly symbols: SymbolLayer;
  readonly labels: PairedLabels;
  readonly volumes: VolumeLayer;
  readonly chosenPlace: ChosenPlaceLayer;
  readonly track: TrackLayer;
  readonly frustums: FrustumLayer;
  readonly wallMarks: WallMarkLayer;
  readonly heat: HeatLayer;
  readonly marks: MarkLayer;
  readonly outlines: Outlines;
  dispose(): void;
}

export function createLayers(
  container: HTMLElement,
  shared: SceneUniforms,
  modelBase: string,
  depth: OverlayDepth | undefined,
  modelsChanged: (what: 'geometry' | 'state') => void,
  relayout: () => void,
  groupPicked: (groupId: string) => void,
): Layers {
  // Without WebGL the layers still keep their state; nothing of it is drawn.
  const from = depth ?? {
    depth: new DepthTexture(4, 4),
    usedPart: new Vector2(1, 1),
    bufferPx: new Vector2(4, 4),
    pane: new Vector4(0, 0, 1, 1),
  };
  const models = createModelLayer(shared, modelBase, modelsChanged);
  const ground = createGroundLayer(shared);
  const trees = createTreeLayer(shared);
  const lamps = createLampLayer(shared);
  const parking = createParkingLayer(shared);
  const racks = createRackLayer(shared, from);
  const surroundings = createSurroundingsLayer(shared);
  const sprites = createSpriteLayer(createAtlas(), from);
  const symbols = createSymbolLayer(sprites);
  const labels = createPairedLabels(container, relayout, groupPicked);
  const volumes = createVolumeLayer(from);
  const chosenPlace = createChosenPlaceLayer(from, shared.uSelectColor.value);
  const track = createTrackLayer(from);
  const frustums = createFrustumLayer(from);
  const wallMarks = createWallMarkLayer(from);
  const heat = createHeatLayer(from);
  const marks = createMarkLayer(from);
  const outlines = createOutlines(shared, from, models.loaded);
  const base = new Group();
  base.add(
    models.group,
    ground.group,
    trees.group,
    lamps.group,
    parking.group,
    racks.group,
    surroundings.group,
    createSky(shared),
  );
  const overlay = new Group();
  overlay.add(
    heat.group,
    racks.overlay,
    frustums.group,
    wallMarks.group,
    volumes.group,
    chosenPlace.group,
    track.group,
    marks.group,
    sprites.mesh,
  );
  return {
    base,
    overlay,
    shaders: [models, ground, trees, lamps, parking, racks, surroundings].flatMap((layer) => layer.shaders),
    models,
    ground,
    trees,
    lamps,
    parking,
    racks,
    surroundings,
    sprites,
    symbols,
    labels,
    volumes,
    chosenPlace,
    track,
    frustums,
    wallMarks,
    heat,
    marks,
    outlines,
    dispose() {
      for (const layer of [
        models,
        ground,
        trees,
        lamps,
        parking,
        racks,
        surroundings,
        sprites,
        labels,
        volumes,
        chosenPlace,
        track,
        frustums,
        wallMarks,
        heat,
        marks,
        outlines,
      ])
        layer.dispose();
    },
  };
}
