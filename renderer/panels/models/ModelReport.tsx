/** What of a model is not in order: counted at its import, and by an IDS file that the person gives. */
import { ArrowLeft, Sheet } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ModelHealth, ModelManifest } from '#shared/protocol/model.ts';
import { manifestOf } from '#state/facts.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { saveXlsx } from '#ui/saveXlsx.ts';
import { useFetched } from '#ui/useFetched.ts';
import { useText, type Text } from '#ui/useText.ts';
import { IdsCheck } from './IdsCheck.tsx';
import { positionElsewhere } from './positionElsewhere.ts';
import './modelReport.css';

export function ModelReport({ model, onBack }: { model: ModelManifest; onBack: () => void }) {
  const screen = useScreen();
  const { t, said, local } = useText();
  const answer = useFetched<{ health: ModelHealth }>(`/api/models/${encodeURIComponent(model.id)}/health`);
  const health = answer?.health;
  const name = local(model.name);
  return (
    <Dialog
      wide
      title={t('report.title', { name })}
      onClose={() => screen.choices.setState({ overlay: null })}
    >
      <nav className="report-bar">
        <button className="link" onClick={onBack}>
          <ArrowLeft size="1.1em" /> {t('report.back')}
        </button>
        {health && (
          <button className="link" onClick={() => void save(name, model, health, t, said)}>
            <Sheet size="1.1em" /> {t('report.save')}
          </button>
        )}
      </nav>
      <div className="report" data-testid="model-report">
        {health ? <Findings model={model} health={health} /> : <p className="hint">{t('report.loading')}</p>}
        <IdsCheck modelId={model.id} />
      </div>
    </Dialog>
  );
}

function Findings({ model, health }: { model: ModelManifest; health: ModelHealth }) {
  const { t, said } = useText();
  const origin = useFacts((facts) => manifestOf(facts)?.origin ?? null);
  const elsewhere = positionElsewhere(model, origin);
  const missing = health.withoutGeometry.reduce((sum, { count }) => sum + count, 0);
  return (
    <dl>
      <Finding label={t('report.files')} isGood={health.files.every((file) => file.doubledRecords === 0)}>
        <ul>
          {health.files.map((file) => (
            <li key={file.name}>
              {file.name} · {file.schema}
              {file.lengthM !== null && ` · ${t('report.units', { lengthM: file.lengthM })}`}
              {file.doubledRecords > 0 && (
                <strong> {t('report.doubledRecords', { count: file.doubledRecords })}</strong>
              )}
            </li>
          ))}
        </ul>
      </Finding>
      <Finding label={t('report.place')} isGood={model.placedBy === 'coordinates'}>
        {elsewhere ? t('report.place.site', elsewhere) : t(`report.place.${model.placedBy}`)}
        {model.georeference.kind === 'map' &&
          ` · ${model.georeference.crs} ${model.georeference.eastingM} m, ${model.georeference.northingM} m`}
      </Finding>
      <Finding label={t('report.geometry')} isGood={missing === 0}>
        {missing === 0
          ? t('report.good')
          : health.withoutGeometry.map(({ type, count }) => `${type} ×${count}`).join(', ')}
      </Finding>
      <Counted label={t('report.storey')} count={health.withoutStorey} />
      <Counted label={t('report.name')} count={health.withoutName} />
      {health.spaces > 0 && (
        <Finding label={t('report.spaces')} isGood={health.spacesWithoutBoundaries === 0}>
          {t('report.spaces.of', { count: health.spacesWithoutBoundaries, all: health.spaces })}
        </Finding>
      )}
      <Finding label={t('report.ids')} isGood={health.doubledIdCount === 0}>
        {health.doubledIdCount === 0
          ? t('report.good')
          : `${health.doubledIdCount}: ${health.doubledIds
              .slice(0, 5)
              .map(({ globalId, count }) => `${globalId} ×${count}`)
              .join(', ')}`}
      </Finding>
      <Finding label={t('report.warnings')} isGood={model.warnings.length === 0}>
        {model.warnings.length === 0 ? (
          t('report.good')
        ) : (
          <ul>
            {model.warnings.map((warning) => (
              <li key={`${warning.file} ${said(warning)}`}>
                {said(warning)}
                {warning.count > 1 && ` ×${warning.count}`}
                {warning.file && <i> {warning.file}</i>}
              </li>
            ))}
          </ul>
        )}
      </Finding>
    </dl>
  );
}

function Counted({ label, count }: { label: string; count: number }) {
  const { t } = useText();
  return (
    <Finding label={label} isGood={count === 0}>
      {count === 0 ? t('report.good') : count}
    </Finding>
  );
}

/** A shape beside the colour: a tick, or a mark for what wants a look. */
function Finding(props: { label: string; isGood: boolean; children: ReactNode }) {
  return (
    <div className={props.isGood ? 'good' : 'look'}>
      <dt>
        <span aria-hidden>{props.isGood ? '✓' : '!'}</span> {props.label}
      </dt>
      <dd>{props.children}</dd>
    </div>
  );
}

async function save(
  name: string,
  model: ModelManifest,
  health: ModelHealth,
  t: Text,
  said: ReturnType<typeof useText>['said'],
): Promise<void> {
  await saveXlsx(`${name}.xlsx`, [
    {
      title: t('report.geometry'),
      rows: [
        [t('report.class'), t('report.count')],
        ...health.withoutGeometry.map(({ type, count }) => [type, count]),
        [t('report.storey'), health.withoutStorey],
        [t('report.name'), health.withoutName],
        [t('report.spaces'), health.spacesWithoutBoundaries],
      ],
    },
    {
      title: t('report.ids'),
      rows: [
        ['GlobalId', t('report.count')],
        ...health.doubledIds.map(({ globalId, count }) => [globalId, count]),
      ],
    },
    {
      title: t('report.warnings'),
      rows: [
        [t('report.reason'), t('report.count'), t('report.files')],
        ...model.warnings.map((warning) => [said(warning), warning.count, warning.file]),
      ],
    },
  ]);
}
