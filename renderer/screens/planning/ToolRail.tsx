/** Tools of the step that is open, each with its key. */
import {
  Building2,
  Car,
  DoorOpen,
  Fence,
  Lamp,
  MousePointer2,
  Pentagon,
  Plus,
  Route,
  TreeDeciduous,
  Trees,
  type LucideIcon,
} from 'lucide-react';
import { useStore } from 'zustand';
import { useText } from '#ui/useText.ts';
import { takeTool, type EditorStore, type Step, type ToolId } from './editor.ts';
import { toolKeys } from './usePlanKeys.ts';

const icons: Readonly<Partial<Record<ToolId, LucideIcon>>> = {
  select: MousePointer2,
  rectangle: Building2,
  outline: Pentagon,
  fence: Fence,
  road: Route,
  area: Trees,
  gate: DoorOpen,
  bays: Car,
  tree: TreeDeciduous,
  lamp: Lamp,
  device: Plus,
};

const toolsOf: Readonly<Record<Step, readonly ToolId[]>> = {
  ground: ['select'],
  buildings: ['select', 'rectangle', 'outline'],
  site: ['select', 'fence', 'gate', 'road', 'bays', 'area', 'tree', 'lamp'],
  devices: ['select', 'device'],
  test: ['select'],
};

export function ToolRail({ editor }: { editor: EditorStore }) {
  const { t } = useText();
  const { step, tool } = useStore(editor);
  return (
    <div className="tool-rail" role="toolbar" aria-orientation="vertical" aria-label={t('drawing.tools')}>
      {toolsOf[step].map((one) => {
        const Icon = icons[one];
        const key = toolKeys[one];
        return (
          <button
            key={one}
            aria-pressed={tool === one}
            className={tool === one ? 'on' : ''}
            title={key ? `${t(`drawing.tool.${one}`)} (${key})` : t(`drawing.tool.${one}`)}
            data-tool={one}
            onClick={() => takeTool(editor, one)}
          >
            {Icon && <Icon size="1.35em" />}
            <span>{t(`drawing.tool.${one}`)}</span>
            {key && <kbd>{key}</kbd>}
          </button>
        );
      })}
    </div>
  );
}
