/** One device: who it is, where it hangs, what a camera sees, and the topic on which it speaks. */
import { Crosshair } from 'lucide-react';
import { useStore } from 'zustand';
import { keyOfDevice } from '#shared/drawing/things.ts';
import { pointIn } from '#shared/drawing/placeAt.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { textIn } from '#shared/twin/text.ts';
import { copyText } from '#ui/copyText.ts';
import { useText } from '#ui/useText.ts';
import { takeTool, type EditorStore } from './editor.ts';
import { Group, NumberField, TextField } from './Fields.tsx';
import { isCamera, putAt } from './placing.ts';

const degrees = (rad: number): number => (rad * 180) / Math.PI;
const radians = (deg: number): number => (deg * Math.PI) / 180;

export function DeviceFields(props: {
  device: PlannedDevice;
  editor: EditorStore;
  plan: CompoundPlan;
  compoundId: string;
  change: (part: Partial<PlannedDevice>) => void;
}) {
  const { device, editor, plan, compoundId, change } = props;
  const { t, local } = useText();
  const tool = useStore(editor, (state) => state.tool);
  const name = typeof device.name === 'string' ? { zh: device.name, en: device.name } : device.name;
  const [x, y, z] = device.positionEnu ?? [0, 0, 0];
  const put = (at: readonly [number, number, number]) => change(putAt(device, plan, at));
  const topic = `linli/v1/${compoundId}/${device.system}/${device.id}/state`;
  const { camera } = device;
  return (
    <div className="fields">
      <p>
        <b>{local(findSystem(device.system)?.short ?? device.system)}</b> <code>{device.id}</code>
      </p>
      <TextField
        label={t('drawing.nameZh')}
        value={textIn(name, 'zh')}
        onSet={(zh) => change({ name: { ...name, zh } })}
      />
      <TextField
        label={t('drawing.nameEn')}
        value={textIn(name, 'en')}
        onSet={(en) => change({ name: { ...name, en } })}
      />
      <TextField
        label={t('drawing.placeId')}
        value={device.placeId ?? ''}
        list="drawing-places"
        onSet={(placeId) => {
          const place = plan.places.find(({ id }) => id === placeId);
          const at = place ? pointIn(place, 0) : null;
          if (at) change({ placeId, positionEnu: [...at] });
        }}
      />
      <div className="triple">
        <NumberField
          label={t('drawing.east')}
          unit="m"
          step={0.1}
          value={x}
          onSet={(value) => put([value, y, z])}
        />
        <NumberField
          label={t('drawing.north')}
          unit="m"
          step={0.1}
          value={y}
          onSet={(value) => put([x, value, z])}
        />
        <NumberField
          label={t('drawing.up')}
          unit="m"
          step={0.1}
          value={z}
          onSet={(value) => put([x, y, value])}
        />
      </div>
      {camera && (
        <Group title={t('drawing.camera')}>
          <button
            className={`plain ${tool === 'aim' ? 'on' : ''}`}
            aria-pressed={tool === 'aim'}
            onClick={() => {
              takeTool(editor, tool === 'aim' ? 'select' : 'aim');
              editor.setState({ chosen: [keyOfDevice(device)] });
            }}
          >
            <Crosshair size="1em" /> {t('drawing.aim')}
          </button>
          <div className="pair">
            <NumberField
              label={t('drawing.heading')}
              unit="°"
              step={5}
              digits={1}
              value={degrees(camera.headingRad)}
              onSet={(deg) => change({ camera: { ...camera, headingRad: radians(deg) } })}
            />
            <NumberField
              label={t('drawing.pitch')}
              unit="°"
              min={-90}
              max={90}
              step={5}
              digits={1}
              value={degrees(camera.pitchRad)}
              onSet={(deg) => change({ camera: { ...camera, pitchRad: radians(deg) } })}
            />
          </div>
          <div className="pair">
            <NumberField
              label={t('drawing.fov')}
              unit="°"
              min={5}
              max={170}
              step={5}
              digits={1}
              value={degrees(camera.fovRad)}
              onSet={(deg) => change({ camera: { ...camera, fovRad: radians(deg) } })}
            />
            <NumberField
              label={t('drawing.range')}
              unit="m"
              min={1}
              max={500}
              step={5}
              digits={1}
              value={camera.rangeM}
              onSet={(rangeM) => change({ camera: { ...camera, rangeM } })}
            />
          </div>
        </Group>
      )}
      {!camera && isCamera(device.system) && (
        <button
          className="plain"
          onClick={() => change({ camera: { headingRad: 0, pitchRad: -0.3, fovRad: 1.2, rangeM: 30 } })}
        >
          {t('drawing.addView')}
        </button>
      )}
      <Group title={t('drawing.speaksOn')}>
        <code className="topic">{topic}</code>
        <button className="plain" onClick={() => void copyText(topic)}>
          {t('drawing.copyTopic')}
        </button>
      </Group>
    </div>
  );
}
