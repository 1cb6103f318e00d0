/** The panels, laid out by dockview: docked, floating, behind tabs; as each person left them. */
import {
  DockviewReact,
  type DockviewApi,
  type DockviewTheme,
  type IDockviewPanel,
  type IDockviewPanelHeaderProps,
  type IDockviewPanelProps,
} from 'dockview-react';
import 'dockview-react/dist/styles/dockview.css';
import { X } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { mayDo } from '#commands/command.ts';
import type { PanelDeclaration } from '#panels/panel.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import './dock.css';
import { dockMessages } from './dockMessages.ts';
import { createLayoutControl } from './layoutControl.ts';
import { PanelFrame } from './PanelFrame.tsx';
import { panels } from './panels.ts';

const byId = new Map(panels.map((panel) => [panel.id, panel]));
const theme: DockviewTheme = { name: 'linli', className: 'dock-theme', dndPanelOverlay: 'group' };

/** The layout may come from the hub, a moment after the screen. */
const quietMs = 2000;

const components = { panel: Panel };

function declarationOf({ params }: { readonly params: { readonly id?: unknown } }): PanelDeclaration | null {
  return typeof params.id === 'string' ? (byId.get(params.id) ?? null) : null;
}

function Panel(props: IDockviewPanelProps) {
  const panel = declarationOf(props);
  const isVisible = useVisibility(props.api);
  // The dock only takes a hidden panel's elements off the page: what it does would go on.
  if (!panel || (panel.droppedWhenHidden && !isVisible)) return null;
  return <PanelFrame panel={panel} />;
}

function useVisibility(api: IDockviewPanelProps['api']): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const heard = api.onDidVisibilityChange(listener);
      return () => heard.dispose();
    },
    [api],
  );
  return useSyncExternalStore(subscribe, () => api.isVisible);
}

function Tab(props: IDockviewPanelHeaderProps) {
  const { t } = useText();
  const panel = declarationOf(props);
  if (!panel) return null;
  const { title, Badge, fixed } = panel;
  const name = t(title);
  return (
    <div className="tab" data-tab={panel.id}>
      <span>{name}</span>
      {Badge && <Badge />}
      {!fixed && (
        <span
          className="tab-close"
          title={t('panel.close', { name })}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={(event) => {
            event.stopPropagation();
            props.api.close();
          }}
        >
          <X size="0.9em" />
        </span>
      )}
    </div>
  );
}

/** Groups are named after their panels, for readers: by their titles in the screen's language. */
function nameGroups(dock: DockviewApi, titles: ReadonlyMap<string, string>): () => void {
  const name = (panel: IDockviewPanel) => panel.api.setTitle(titles.get(panel.id) ?? panel.id);
  dock.panels.forEach(name);
  const heard = dock.onDidAddPanel(name);
  return () => heard.dispose();
}

/** Panels that open with the screen are no news: readers hear of what changes afterwards. */
function useLaidOut(dock: DockviewApi | null, known: boolean): boolean {
  const [laidOut, setLaidOut] = useState(false);
  useEffect(() => {
    if (!dock || !known) return;
    const timer = setTimeout(() => setLaidOut(true), quietMs);
    return () => clearTimeout(timer);
  }, [dock, known]);
  return laidOut;
}

export function Dock() {
  const screen = useScreen();
  const person = useFacts((facts) => facts.person);
  const { t } = useText();
  const [dock, setDock] = useState<DockviewApi | null>(null);
  const allowed = useMemo(
    () => panels.filter(({ needs }) => mayDo(screen, needs)),
    // What a person may do comes with the person.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [screen, person],
  );
  const texts = useMemo(() => new Map(panels.map(({ id, title }) => [id, t(title)])), [t]);
  const messages = useMemo(() => dockMessages(t, texts), [t, texts]);
  const laidOut = useLaidOut(dock, person !== null);
  useEffect(() => {
    if (!dock || !person) return;
    const control = createLayoutControl(dock, allowed, person.name);
    screen.layout.mount(control);
    const stop = screen.choices.subscribe(({ openIncidentId }, before) => {
      if (openIncidentId !== null && openIncidentId !== before.openIncidentId) control.show('incidents');
    });
    return () => {
      stop();
      control.dispose();
      screen.layout.mount(null);
    };
  }, [screen, dock, person, allowed]);
  useEffect(() => (dock ? nameGroups(dock, texts) : undefined), [dock, texts]);
  return (
    <DockviewReact
      className="dock"
      theme={theme}
      components={components}
      defaultTabComponent={Tab}
      messages={messages}
      announcements={laidOut}
      singleTabMode="default"
      onReady={({ api }) => setDock(api)}
    />
  );
}
