/** What is clicked in the scene becomes the selection; what the scene says of itself becomes a fact. */
import type { SceneHost } from '#scene/contract.ts';
import { selectElement } from '#commands/elements.ts';
import { selectDevice, selectPlace } from '#commands/focus.ts';
import { bayPoint } from '#shared/systems/index.ts';
import type { ScreenContext } from '#state/screenContext.ts';

export function listenToPicks(screen: ScreenContext, host: SceneHost): () => void {
  const stops = [
    host.on('pick', (picked) => {
      if (!picked) return screen.choices.setState({ selection: null });
      if (picked.kind === 'device') return selectDevice(screen, picked.deviceId);
      if (picked.kind === 'bay') return chooseBay(screen, picked.deviceId);
      if (picked.kind === 'group') return chooseGroup(screen, picked.groupId);
      if (picked.kind === 'cluster') return void host.flyTo({ positionEnu: picked.positionEnu, radiusM: 18 });
      const { modelId, element } = picked.element;
      void selectElement(screen, modelId, element, picked.positionEnu);
    }),
    host.on('loading', (load) => screen.facts.setState({ sceneLoading: load.fraction })),
  ];
  return () => stops.forEach((stop) => stop());
}

/** The building, and in the list of alarms what is in it. */
function chooseGroup(screen: ScreenContext, placeId: string): void {
  selectPlace(screen, placeId);
  screen.choices.setState(({ alarmView }) => ({ alarmView: { ...alarmView, placeId } }));
  screen.layout.current()?.show('alarms');
}

/** The device whose bay this is, whatever its system. */
function chooseBay(screen: ScreenContext, id: string): void {
  for (const device of screen.facts.getState().devices.values())
    if (device.id === id && bayPoint(device.system) !== null) return selectDevice(screen, device.key, false);
}
