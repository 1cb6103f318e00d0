/**
 * Devices tried from the field: somebody stands before one and presses its key, here it comes to the top, and is ticked off.
 * What nobody planned and speaks all the same is taken in from here.
 */
import { Check, Plus, Radio } from 'lucide-react';
import { useStore } from 'zustand';
import { findSystem } from '#shared/systems/index.ts';
import { localTime } from '#shared/time/localTime.ts';
import type { CommandRequest } from '#shared/protocol/commands.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import { zoneOf } from '#state/facts.ts';
import { readPoints } from '#state/reading.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { ageText, useText } from '#ui/useText.ts';
import { commit, type EditorStore } from './editor.ts';
import { Group } from './Fields.tsx';
import { heardDevices, type Heard } from './heard.ts';
import { withDevice } from './placing.ts';

/** So long a device that spoke stands out. */
const justMs = 60_000;
const shownDevices = 300;

export function TestStep({ editor, onShow }: { editor: EditorStore; onShow: (key: string) => void }) {
  const { t } = useText();
  const nowMs = useInstant(1000);
  const { sketch } = useStore(editor);
  const records = useFacts((facts) => facts.devices);
  const events = useFacts((facts) => facts.events);
  const { columns } = useFacts((facts) => facts.shown);
  const heard = heardDevices(sketch.devices, records, columns, events);
  const tested = sketch.devices.filter(({ tested: one }) => one !== undefined).length;
  const silent = heard.filter(({ atMs, planned }) => planned !== null && Number.isNaN(atMs)).length;
  return (
    <Group title={t('drawing.test.title')}>
      <p className="hint">{t('drawing.test.how')}</p>
      <p role="status" data-testid="test-counts">
        {t('drawing.test.counts', { tested, all: sketch.devices.length, silent })}
      </p>
      <progress
        max={Math.max(1, sketch.devices.length)}
        value={tested}
        aria-label={t('drawing.test.title')}
      />
      {heard.length === 0 && <p className="empty">{t('drawing.noDevices')}</p>}
      <ul className="test-list" data-testid="test-list">
        {heard.slice(0, shownDevices).map((one) => (
          <Row key={one.key} heard={one} editor={editor} nowMs={nowMs} onShow={onShow} />
        ))}
      </ul>
    </Group>
  );
}

function Row({
  heard,
  editor,
  nowMs,
  onShow,
}: {
  heard: Heard;
  editor: EditorStore;
  nowMs: number;
  onShow: (key: string) => void;
}) {
  const { t, local } = useText();
  const screen = useScreen();
  const user = useFacts((facts) => facts.user);
  const zone = useFacts(zoneOf);
  const words = useFacts((facts) => facts.words);
  const { columns } = useFacts((facts) => facts.shown);
  const compound = useFacts((facts) => facts.compoundId);
  const { key, atMs, record, planned } = heard;
  const name = planned?.name ?? record?.name ?? key;
  const system = planned?.system ?? record?.system ?? '';
  const isJust = nowMs - atMs < justMs;
  const identify = findSystem(system)?.commands?.find(({ id }) => id === 'identify');
  const readings =
    record && isJust ? readPoints(record, columns, words).filter(({ timeMs }) => timeMs > 0) : [];
  const newest = readings.toSorted((a, b) => b.timeMs - a.timeMs).slice(0, 2);
  const save = (device: PlannedDevice) => commit(editor, withDevice(editor.getState().sketch, device));

  function takeIn(): void {
    if (!record) return;
    save({
      id: record.id,
      system: record.system,
      name: record.name,
      ...(record.positionEnu ? { positionEnu: [...record.positionEnu] } : {}),
      ...(record.placeId === null ? {} : { placeId: record.placeId }),
    });
    editor.setState({ chosen: [key] });
  }

  function askIdentify(): void {
    if (!record || compound === null) return;
    const request: CommandRequest = {
      compound,
      deviceKeys: [record.key],
      name: 'identify',
      why: t('drawing.test.title'),
    };
    void screen.session.command('sendCommand', request);
  }

  return (
    <li className={`${isJust ? 'just' : ''} ${planned?.tested ? 'tested' : ''}`}>
      <button
        className="who"
        onClick={() => (planned ? (editor.setState({ chosen: [key] }), onShow(key)) : undefined)}
      >
        <b>{local(name)}</b>
        <small>
          {planned ? planned.id : t('drawing.test.stranger', { id: record?.id ?? '' })}
          {' · '}
          {Number.isNaN(atMs)
            ? t('drawing.test.never')
            : t('mode.ago', { age: ageText(t, Math.max(0, nowMs - atMs)) })}
        </small>
        {newest.length > 0 && (
          <small className="values">
            {newest
              .map(
                (one) =>
                  `${local(one.name)} ${one.word === null ? one.value.toFixed(one.decimals) : local(one.word)} ${one.unit}`,
              )
              .join(' · ')}
          </small>
        )}
        {planned?.tested && (
          <small>
            {t('drawing.test.by', { by: planned.tested.by, at: localTime(planned.tested.atMs, zone).clock })}
          </small>
        )}
      </button>
      {identify && record && (
        <button
          className="icon-button framed"
          title={t('drawing.test.identify')}
          aria-label={t('drawing.test.identify')}
          onClick={askIdentify}
        >
          <Radio size="1.1em" />
        </button>
      )}
      {planned ? (
        <button
          className={`icon-button framed ${planned.tested ? 'on' : ''}`}
          aria-pressed={planned.tested !== undefined}
          title={t('drawing.test.pass')}
          aria-label={`${t('drawing.test.pass')}: ${local(name)}`}
          disabled={!planned.tested && Number.isNaN(atMs)}
          onClick={() => {
            const { tested: _tested, ...rest } = planned;
            save(planned.tested ? rest : { ...planned, tested: { atMs: nowMs, by: user } });
          }}
        >
          <Check size="1.1em" />
        </button>
      ) : (
        <button
          className="icon-button framed"
          title={t('drawing.test.takeIn')}
          aria-label={`${t('drawing.test.takeIn')}: ${local(name)}`}
          onClick={takeIn}
        >
          <Plus size="1.1em" />
        </button>
      )}
    </li>
  );
}
