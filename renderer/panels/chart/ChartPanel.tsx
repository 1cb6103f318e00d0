/** What was chosen to be charted, large; other points of the same unit can be laid over it. */
import { useState } from 'react';
import { comparable, seriesOf, TimeChart, useRules, type ChartSeries } from '#renderer/charts/index.ts';
import type { ChartedPoint } from '#state/choices.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

const mostCharted = 4;
const listed = 40;

export function ChartPanel() {
  const screen = useScreen();
  const { t } = useText();
  const charted = useChoices((choices) => choices.charted);
  const set = (next: readonly ChartedPoint[]) => screen.choices.setState({ charted: next });
  if (charted.length === 0)
    return (
      <div className="empty">
        <p>{t('chart.none')}</p>
        <p className="hint">{t('chart.none.hint')}</p>
      </div>
    );
  return (
    <TimeChart
      points={charted}
      onRemove={({ device, point }) =>
        set(charted.filter((one) => one.device !== device || one.point !== point))
      }
      tools={
        charted.length < mostCharted && (
          <Compare charted={charted} onAdd={(one) => set([...charted, one.charted])} />
        )
      }
    />
  );
}

function Compare({
  charted,
  onAdd,
}: {
  charted: readonly ChartedPoint[];
  onAdd: (one: ChartSeries) => void;
}) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <div
      className="chart-picker"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.preventDefault();
        event.stopPropagation();
        setOpen(false);
      }}
    >
      <button
        className="framed"
        aria-expanded={isOpen}
        data-testid="chart-compare"
        onClick={() => setOpen(!isOpen)}
      >
        {t('chart.compare')}
      </button>
      {isOpen && (
        <Picker
          charted={charted}
          onPick={(one) => {
            setOpen(false);
            onAdd(one);
          }}
        />
      )}
    </div>
  );
}

function Picker({
  charted,
  onPick,
}: {
  charted: readonly ChartedPoint[];
  onPick: (one: ChartSeries) => void;
}) {
  const { t, local } = useText();
  const devices = useFacts((facts) => facts.devices);
  const rules = useRules();
  const [text, setText] = useState('');
  const shown = charted.flatMap((one) => seriesOf(one, devices, rules) ?? []);
  const all = comparable(shown, devices, rules);
  const nameOf = ({ record, point }: ChartSeries) => `${local(record.name)} · ${local(point.name)}`;
  const words = text.toLowerCase().split(/\s+/);
  const found = all.filter((one) => {
    const name = nameOf(one).toLowerCase();
    return words.every((word) => name.includes(word));
  });
  return (
    <div className="chart-choices">
      <input
        autoFocus
        aria-label={t('chart.compare.find')}
        placeholder={t('chart.compare.find')}
        data-testid="chart-compare-find"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {found.length === 0 && <p className="hint">{t('chart.compare.none')}</p>}
      <ul>
        {found.slice(0, listed).map((one) => (
          <li key={one.key}>
            <button data-testid="chart-compare-choice" onClick={() => onPick(one)}>
              {nameOf(one)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
