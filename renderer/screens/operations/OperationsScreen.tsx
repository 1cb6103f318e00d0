/** The operator's screen: scene in the centre, compound left, alarms right, time below. */
import { useEffect, useState } from 'react';
import { useHotkeys } from '#renderer/app/hotkeys.ts';
import { NoteDialog, Alarms } from '#panels/Alarms.tsx';
import { Cameras } from '#panels/Cameras.tsx';
import { CompoundTree } from '#panels/CompoundTree.tsx';
import { Detail } from '#panels/Detail.tsx';
import { Figures } from '#panels/Figures.tsx';
import { importFiles } from '#panels/importFiles.ts';
import { Incidents } from '#panels/Incidents.tsx';
import { Keys } from '#panels/Keys.tsx';
import { Layers } from '#panels/Layers.tsx';
import { Models } from '#panels/Models.tsx';
import { Rejections } from '#panels/Rejections.tsx';
import { SceneView } from '#panels/SceneView.tsx';
import { ReplayLog } from '#panels/ReplayLog.tsx';
import { Search } from '#panels/Search.tsx';
import { TimeBar } from '#panels/TimeBar.tsx';
import { TopBar } from '#panels/TopBar.tsx';
import { isAsking } from '#shared/alarms/machine.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { setOperations, useOperations } from '#state/operations.ts';
import { session } from '#state/session.ts';
import { useText } from '#ui/useText.ts';

const firstConnectionMs = 4000;

export function OperationsScreen() {
  useHotkeys();
  const mode = useOperations((state) => state.clock.mode);
  const connected = useOperations((state) => state.connected);
  const ready = useOperations((state) => state.compoundId !== null);
  return (
    <div
      className={`operations ${mode} ${connected ? '' : 'disconnected'}`}
      data-testid="operations"
      data-mode={mode}
    >
      <TopBar />
      <div className="wing left">
        <CompoundTree />
        <Layers />
        <Figures />
      </div>
      <div className="centre">
        <Banners />
        {ready ? <SceneView /> : <Starting />}
        <Detail />
        <ReplayLog />
      </div>
      <div className="wing right">
        <Alarms />
        <Incidents />
        <Cameras />
      </div>
      <TimeBar />
      <Overlays />
      <Toasts />
      <DropZone />
    </div>
  );
}

function Starting() {
  const { t } = useText();
  return (
    <div className="starting" role="status">
      {t('app.starting')}
    </div>
  );
}

/** Grave enough to call an operator out of a replay. */
function isLoud(alarm: AlarmRecord): boolean {
  return alarm.priority <= 2 && isAsking(alarm);
}

/** The hub is out of reach; a screen that was just opened gets a moment to find it. */
function useLost(): boolean {
  const connected = useOperations((state) => state.connected);
  const everConnected = useOperations((state) => state.everConnected);
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), firstConnectionMs);
    return () => clearTimeout(timer);
  }, []);
  return !connected && (everConnected || waited);
}

function Banners() {
  const { t, said } = useText();
  const lost = useLost();
  const alerts = useOperations((state) => state.alerts);
  const replay = useOperations((state) => state.clock.mode === 'replay');
  const pending = useOperations((state) => state.liveAlarms.filter(isLoud).length);
  const seeking = useOperations((state) => state.seeking);
  const fault = useOperations((state) => state.replayFault);
  return (
    <div className="banners">
      {lost && (
        <p className="banner error" role="alert">
          {t('banner.lost')}
        </p>
      )}
      {alerts.map((alert) => (
        <p key={alert.id} className={`banner ${alert.severity}`} role="alert">
          {said(alert)}
        </p>
      ))}
      {fault && replay && (
        <p className="banner error" role="alert">
          {said(fault)}
        </p>
      )}
      {replay && pending > 0 && (
        <button className="banner error live-pending" role="alert" onClick={() => session().clock.live()}>
          {t('banner.live', { count: pending })} · {t('mode.back')} <kbd>L</kbd>
        </button>
      )}
      {replay && (
        <p className="banner replay">
          {t('banner.replay')}
          {seeking && ` · ${t('banner.seeking')}`}
        </p>
      )}
    </div>
  );
}

function Overlays() {
  const overlay = useOperations((state) => state.overlay);
  const noting = useOperations((state) => state.alarms.find((alarm) => alarm.id === state.notingAlarmId));
  if (noting) return <NoteDialog alarm={noting} onClose={() => setOperations({ notingAlarmId: null })} />;
  switch (overlay) {
    case 'search':
      return <Search />;
    case 'keys':
      return <Keys />;
    case 'models':
      return <Models />;
    case 'rejections':
      return <Rejections />;
    case 'none':
      return null;
  }
}

function Toasts() {
  const toasts = useOperations((state) => state.toasts);
  return (
    <div className="toasts" aria-live="polite">
      {toasts.map((toast) => (
        <p key={toast.id} className={`toast ${toast.tone}`}>
          {toast.text}
        </p>
      ))}
    </div>
  );
}

/** Files dropped anywhere on the window are imported. */
function DropZone() {
  const { t } = useText();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      void importFiles([...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener('dragenter', enter);
    addEventListener('dragover', enter);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragenter', enter);
      removeEventListener('dragover', enter);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  return over ? <div className="drop-zone">{t('models.dropping')}</div> : null;
}
