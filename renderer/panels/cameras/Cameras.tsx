/** The cameras nearest to what is selected, or to the open incident: a few, four or nine. Pictures follow the clock. */
import { Expand, Grid2x2, Grid3x3, RotateCcw, RotateCw, Rows2 } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { mayDo } from '#commands/command.ts';
import { selectDevice } from '#commands/focus.ts';
import { shift } from '#commands/playback.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import type { Enu } from '#shared/twin/compound.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { CameraTile } from './CameraTile.tsx';
import { nearestCameras } from './nearestCameras.ts';

const layouts = [
  { name: 'near', tiles: 4, Icon: Rows2 },
  { name: 'four', tiles: 4, Icon: Grid2x2 },
  { name: 'nine', tiles: 9, Icon: Grid3x3 },
] as const;
type Layout = (typeof layouts)[number]['name'];

const nearShown = 2;
const jumpMs = 30_000;

/** What is looked at; null where nothing is. */
function useTarget(): Enu | null {
  const devices = useFacts((facts) => facts.devices);
  const places = useFacts((facts) => facts.plan.places);
  const selection = useChoices((choices) => choices.selection);
  const openId = useChoices((choices) => choices.openIncidentId);
  const incident = useFacts(
    ({ incidents }) => incidents.find(({ id }) => id === openId)?.positionEnu ?? null,
  );
  return useMemo(() => {
    if (selection?.kind === 'device') return devices.get(selection.key)?.positionEnu ?? incident;
    if (selection?.kind === 'place')
      return places.find(({ id }) => id === selection.id)?.box?.centreEnu ?? incident;
    return incident;
  }, [selection, devices, places, incident]);
}

function useChosen(layout: Layout, target: Enu | null): readonly DeviceRecord[] {
  const devices = useFacts((facts) => facts.devices);
  const selection = useChoices((choices) => choices.selection);
  return useMemo(() => {
    const lead = selection?.kind === 'device' ? devices.get(selection.key) : undefined;
    const isLead = lead?.camera && lead.positionEnu;
    const room = layouts.find(({ name }) => name === layout)?.tiles ?? 4;
    const count = layout !== 'near' ? room : isLead ? nearShown + 1 : target ? nearShown : room;
    const others = [...devices.values()].filter(
      (one) =>
        one !== lead && (systemOrUnknown(one.system).role === 'camera' || (target !== null && !isLead)),
    );
    const near = nearestCameras(others, target ?? [0, 0, 0], count - (isLead ? 1 : 0));
    return isLead ? [lead, ...near] : near;
  }, [devices, selection, target, layout]);
}

export function Cameras() {
  const { t } = useText();
  const screen = useScreen();
  const panel = useRef<HTMLDivElement>(null);
  const [layout, setLayout] = useState<Layout>('near');
  const mayReplay = useFacts(() => mayDo(screen, 'history.read'));
  const target = useTarget();
  const chosen = useChosen(layout, target);
  const leads = useChoices(
    ({ selection }) => layout === 'near' && selection?.kind === 'device' && selection.key === chosen[0]?.key,
  );

  useEffect(() => {
    screen.scene.current()?.showFrustums(target ? chosen.map((device) => device.key) : []);
  }, [screen, chosen, target]);

  return (
    <div ref={panel} className="cameras">
      <div className="cameras-head">
        <span className="hint">{target && t('cameras.near')}</span>
        {mayReplay && (
          <>
            <button
              className="icon-button"
              title={t('cameras.back')}
              aria-label={t('cameras.back')}
              onClick={() => shift(screen, -jumpMs)}
            >
              <RotateCcw size="1.05em" />
            </button>
            <button
              className="icon-button"
              title={t('cameras.on')}
              aria-label={t('cameras.on')}
              onClick={() => shift(screen, jumpMs)}
            >
              <RotateCw size="1.05em" />
            </button>
          </>
        )}
        {layouts.map(({ name, Icon }) => (
          <button
            key={name}
            className="icon-button"
            aria-pressed={layout === name}
            aria-label={t(`cameras.layout.${name}`)}
            title={t(`cameras.layout.${name}`)}
            data-testid={`cameras-${name}`}
            onClick={() => setLayout(name)}
          >
            <Icon size="1.05em" />
          </button>
        ))}
        <button
          className="icon-button"
          aria-label={t('cameras.full')}
          title={t('cameras.full')}
          onClick={() =>
            void (document.fullscreenElement ? document.exitFullscreen() : panel.current?.requestFullscreen())
          }
        >
          <Expand size="1.05em" />
        </button>
      </div>
      {chosen.length === 0 && <p className="empty">{t('cameras.none')}</p>}
      <div className={`camera-grid ${layout} ${leads ? 'lead' : ''}`}>
        {chosen.map((device) => (
          <CameraTile key={device.key} device={device} onOpen={() => selectDevice(screen, device.key)} />
        ))}
      </div>
    </div>
  );
}
