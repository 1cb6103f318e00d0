/** The bar: back, which compound, the five steps with what each has so far, undo, views, save. */
import {
  ArrowLeft,
  Box,
  Columns2,
  Languages,
  Map as MapIcon,
  Maximize,
  Redo2,
  Save,
  Undo2,
} from 'lucide-react';
import { useStore } from 'zustand';
import type { LocalText } from '#shared/twin/text.ts';
import { toggleLanguage } from '#state/preferences.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { isChanged, redo, takeTool, undo, type EditorState, type EditorStore, type Step } from './editor.ts';
import type { Panes } from './Studio.tsx';

const steps: readonly Step[] = ['ground', 'buildings', 'site', 'devices', 'test'];

function countOf(step: Step, { sketch: { drawing, devices } }: EditorState): number {
  switch (step) {
    case 'ground':
      return drawing.underlay ? 1 : 0;
    case 'buildings':
      return drawing.buildings.length;
    case 'site':
      return (
        drawing.roads.length +
        drawing.areas.length +
        drawing.gates.length +
        drawing.bays.length +
        drawing.trees.length +
        drawing.lamps.length +
        Math.sign(drawing.fence.length)
      );
    case 'devices':
      return devices.length;
    case 'test':
      return devices.filter(({ tested }) => tested !== undefined).length;
  }
}

export function StepBar(props: {
  editor: EditorStore;
  name: LocalText;
  compoundId: string;
  panes: Panes;
  onPanes: (panes: Panes) => void;
  onSave: () => void;
  onWhole: () => void;
}) {
  const { editor, name, compoundId, panes, onPanes, onSave, onWhole } = props;
  const { t, local } = useText();
  const screen = useScreen();
  const state = useStore(editor);
  const connected = useFacts((facts) => facts.connected);
  const changed = isChanged(state);
  const paneButtons = [
    ['plan', MapIcon],
    ['both', Columns2],
    ['scene', Box],
  ] as const;
  return (
    <header className="step-bar">
      <a
        className="icon-button"
        href="/admin#compoundList"
        title={t('drawing.toAdmin')}
        aria-label={t('drawing.toAdmin')}
      >
        <ArrowLeft size="1.2em" />
      </a>
      <h1>
        {local(name)} <small>{compoundId}</small>
      </h1>
      <nav aria-label={t('drawing.steps')}>
        {steps.map((step, nth) => {
          const count = countOf(step, state);
          return (
            <button
              key={step}
              aria-current={state.step === step ? 'step' : undefined}
              data-step={step}
              onClick={() => {
                takeTool(editor, 'select');
                editor.setState({ step });
              }}
            >
              <i>{nth + 1}</i> {t(`drawing.step.${step}`)}
              {count > 0 && <b>{count}</b>}
            </button>
          );
        })}
      </nav>
      <button
        className="icon-button"
        disabled={state.past.length === 0}
        title={`${t('drawing.undo')} (Ctrl+Z)`}
        aria-label={t('drawing.undo')}
        onClick={() => undo(editor)}
      >
        <Undo2 size="1.2em" />
      </button>
      <button
        className="icon-button"
        disabled={state.future.length === 0}
        title={`${t('drawing.redo')} (Ctrl+Y)`}
        aria-label={t('drawing.redo')}
        onClick={() => redo(editor)}
      >
        <Redo2 size="1.2em" />
      </button>
      <button
        className="icon-button"
        title={`${t('drawing.whole')} (Home)`}
        aria-label={t('drawing.whole')}
        onClick={onWhole}
      >
        <Maximize size="1.2em" />
      </button>
      <div className="pane-choice" role="group" aria-label={t('drawing.panes')}>
        {paneButtons.map(([one, Icon]) => (
          <button
            key={one}
            className="icon-button"
            aria-pressed={panes === one}
            title={`${t(`drawing.pane.${one}`)} (\\)`}
            aria-label={t(`drawing.pane.${one}`)}
            onClick={() => onPanes(one)}
          >
            <Icon size="1.2em" />
          </button>
        ))}
      </div>
      <button
        className="icon-button"
        aria-label={t('signIn.language')}
        title={t('signIn.language')}
        onClick={() => toggleLanguage(screen.preferences)}
      >
        <Languages size="1.2em" />
      </button>
      <span className={`save-state ${changed ? 'changed' : ''}`} role="status">
        {!connected
          ? t('drawing.offline')
          : state.isSaving
            ? t('drawing.saving')
            : t(changed ? 'drawing.unsaved' : 'drawing.saved')}
      </span>
      <button
        className="primary"
        disabled={!changed || state.isSaving || !connected}
        title="Ctrl+S"
        onClick={onSave}
      >
        <Save size="1.1em" /> {t('drawing.save')}
      </button>
    </header>
  );
}
