/** What stands in the scene: plan, models, devices, bays. */
import type { SceneHost } from '../contract.ts';
import { word } from '../words.ts';
import type { HostParts } from './parts.ts';

type Methods = Pick<
  SceneHost,
  | 'setOrigin'
  | 'setPlan'
  | 'addModel'
  | 'removeModel'
  | 'showDraft'
  | 'removeDraft'
  | 'setDevices'
  | 'setLooks'
  | 'setVisibleSystems'
  | 'setBays'
>;

export function contentOf(parts: HostParts): Methods {
  const {
    now,
    daylight,
    readiness,
    layers,
    stage,
    home,
    faults,
    events,
    navigation,
    pulse,
    orbitRound,
    lightChanged,
    applyExtent,
    baseChanged,
    refreshLabels,
  } = parts;
  return {
    setOrigin(next) {
      now.origin = next;
      if (daylight.setOrigin(now.origin)) lightChanged();
    },
    setPlan(next) {
      now.plan = next;
      readiness.hasContent();
      for (const layer of [layers.ground, layers.trees, layers.surroundings]) layer.setPlan(now.plan);
      layers.lamps.set(now.plan.lamps);
      layers.parking.setBays(now.plan.bays);
      layers.models.setPlan(now.plan);
      stage?.castersChanged();
      applyExtent();
      if (!now.posed) home.show(now.plan);
      baseChanged();
    },
    async addModel(model, shiftEnu = [0, 0, 0]) {
      await layers.models.add(
        model,
        shiftEnu,
        (load) => events.emit('loading', load),
        (id, name, count) => {
          if (count === 0) return faults.clear(`model ${id}`);
          faults.set(`model ${id}`, {
            code: 'scene-model',
            message: word('missing', now.language, { name, count }),
          });
        },
      );
      const { boundaryEnu, places, views } = now.plan;
      // Nothing is drawn yet: what was imported is the compound.
      if (!now.posed && boundaryEnu.length + places.length + views.length === 0) home.show(now.plan);
    },
    removeModel(modelId) {
      layers.models.remove(modelId);
      faults.clear(`model ${modelId}`);
    },
    showDraft: (jobId, chunks, shiftEnu = [0, 0, 0]) => layers.models.drafts.show(jobId, chunks, shiftEnu),
    removeDraft: (jobId) => layers.models.drafts.remove(jobId),
    setDevices(devices) {
      layers.symbols.setDevices(devices);
      now.devicePositions = devices.map(({ positionEnu }) => positionEnu);
      if (now.plan.boundaryEnu.length === 0 && now.plan.places.length === 0) {
        applyExtent();
        if (!now.posed && devices.length > 0)
          navigation.set(orbitRound(parts.reach().centreEnu, parts.reach().radiusM));
      }
      refreshLabels();
      pulse.look();
    },
    setLooks(looks) {
      if (!layers.symbols.setLooks(looks)) return;
      refreshLabels();
      pulse.begin();
    },
    setVisibleSystems(systems) {
      layers.symbols.setVisibleSystems(systems);
      refreshLabels();
    },
    setBays(states) {
      if (!layers.parking.setStates(states)) return;
      stage?.sunChanged();
      baseChanged();
    },
  };
}
