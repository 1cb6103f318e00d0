/** What of it is selected, cut free, seen through or pointed out. */
import type { SceneHost } from '../contract.ts';
import type { HostParts } from './parts.ts';

type Methods = Pick<
  SceneHost,
  | 'selectElement'
  | 'selectDevice'
  | 'isolateStorey'
  | 'isolateModelStorey'
  | 'setXray'
  | 'showHeat'
  | 'showRacks'
  | 'showTrack'
  | 'showFrustums'
  | 'markWalls'
  | 'setLabelsWithin'
>;

export function shownOf(parts: HostParts): Methods {
  const { now, layers, loop, stage, storeyView, baseChanged, overlayChanged, outlineChanged, refreshLabels } =
    parts;
  return {
    selectElement(element, also = []) {
      layers.models.select(element);
      if (layers.outlines.mark('selected', element ? [element, ...also] : [])) outlineChanged();
    },
    selectDevice(deviceId) {
      layers.symbols.select(deviceId);
      refreshLabels();
    },
    isolateStorey(storey) {
      storeyView.show(now.plan, storey);
      refreshLabels();
    },
    isolateModelStorey: (storey) => layers.models.isolateModelStorey(storey),
    setXray(on, buildingId = null) {
      const box =
        now.plan.places.find(({ id, kind }) => kind === 'building' && id === buildingId)?.box ?? null;
      layers.models.setXray(on, box);
    },
    showHeat(field) {
      if (layers.heat.set(field)) overlayChanged();
    },
    showRacks(racks) {
      const changed = layers.racks.set(racks, performance.now());
      if (changed === 'base') {
        stage?.castersChanged();
        baseChanged();
      }
      if (changed === null) return;
      loop.animate((nowMs) => {
        overlayChanged();
        return layers.racks.step(nowMs);
      });
    },
    showTrack(track) {
      layers.track.set(track);
      refreshLabels();
    },
    markWalls(marks) {
      layers.wallMarks.set(marks);
      overlayChanged();
    },
    setLabelsWithin(fromShare, toShare) {
      layers.labels.within(fromShare, toShare);
      overlayChanged();
    },
    showFrustums(deviceIds) {
      layers.frustums.set(deviceIds.map(layers.symbols.device).filter((device) => device !== undefined));
      overlayChanged();
    },
  };
}
