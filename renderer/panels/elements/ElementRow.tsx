/** One row of the tree of elements: opened, chosen, hidden and shown. */
import { ChevronDown, ChevronRight, Eye, EyeOff } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { Rgb } from '#scene/toolContract.ts';
import { useAppearance } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import type { Row } from './branches.ts';

export function ElementRow(props: {
  readonly row: Row;
  readonly label: string;
  readonly color: Rgb | null;
  readonly topPx: number;
  readonly isStop: boolean;
  readonly isSelected: boolean;
  /** What is below could not be had. */
  readonly isFailed: boolean;
  readonly onToggle: () => void;
  readonly onChoose: () => void;
  readonly onFly: () => void;
  readonly onShow: (shown: boolean) => void;
  readonly onKeyDown: (event: KeyboardEvent, isShown: boolean) => void;
}) {
  const { t } = useText();
  const { row, label, color } = props;
  const { modelId, branch, isOpen, level } = row;
  const isShown = useAppearance(({ hidden, isolated }) => {
    const own = hidden.get(modelId);
    const alone = isolated?.get(modelId);
    if (isolated !== null && !branch.elements.some((element) => alone?.has(element))) return false;
    return (
      own === undefined ||
      branch.elements.length === 0 ||
      branch.elements.some((element) => !own.has(element))
    );
  });
  return (
    <div
      className={`tree-row element-row ${props.isSelected ? 'selected' : ''} ${isShown ? '' : 'gone'}`}
      role="treeitem"
      aria-level={level}
      aria-expanded={isOpen ?? undefined}
      aria-selected={props.isSelected}
      aria-checked={isShown}
      tabIndex={props.isStop ? 0 : -1}
      data-row={row.key}
      style={{ top: props.topPx, paddingInlineStart: `${0.4 + (level - 1) * 0.8}rem` }}
      onClick={(event) => {
        const target = event.target as Element;
        if (target.closest('.shown')) props.onShow(!isShown);
        else if (target.closest('.twist') || branch.element === null) props.onToggle();
        else props.onChoose();
      }}
      onDoubleClick={props.onFly}
      onKeyDown={(event) => props.onKeyDown(event, isShown)}
    >
      <span className="twist">
        {isOpen === null ? null : isOpen ? <ChevronDown size="1em" /> : <ChevronRight size="1em" />}
      </span>
      {color && <span className="swatch" style={{ background: `rgb(${color.join(' ')})` }} />}
      <span className="label" title={label}>
        {label}
        {branch.note && <small> {branch.note}</small>}
      </span>
      {props.isFailed ? (
        <span className="aside">{t('elements.failed')}</span>
      ) : (
        branch.element === null &&
        branch.elements.length > 0 && <span className="aside">{branch.elements.length}</span>
      )}
      <span className="shown" title={t(isShown ? 'tools.hide' : 'elements.show')}>
        {isShown ? <Eye size="1em" /> : <EyeOff size="1em" />}
      </span>
    </div>
  );
}
