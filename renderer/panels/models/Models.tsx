/** Imported models: list, import with progress and cancel, faults in plain words, delete. */
import { Trash2, Upload, X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ImportProgress, ModelManifest } from '#shared/protocol/model.ts';
import { IMPORT_ENDINGS } from '#shared/models/modelFiles.ts';
import { beginPlacing, takeAsMeant } from '#commands/placeModel.ts';
import { flyToModel } from '#commands/focus.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';
import { ComparePicker } from './ComparePicker.tsx';
import { importFiles } from './importFiles.ts';
import { ModelReport } from './ModelReport.tsx';
import { PhaseChoice } from './PhaseChoice.tsx';

export function Models() {
  const screen = useScreen();
  const { t } = useText();
  const imports = useFacts((facts) => facts.imports);
  const models = useFacts((facts) => facts.models);
  const input = useRef<HTMLInputElement>(null);
  const fresh = new Set([...imports.values()].map((job) => job.modelId));
  const listed = [...models].sort((a, b) => Number(fresh.has(b.id)) - Number(fresh.has(a.id)));
  const [reported, setReported] = useState<ModelManifest | null>(null);
  const jobs = [...imports.values()].filter((job) => job.phase !== 'done').toReversed();
  if (reported) return <ModelReport model={reported} onBack={() => setReported(null)} />;
  return (
    <Dialog wide title={t('models.title')} onClose={() => screen.choices.setState({ overlay: null })}>
      <p className="drop-hint">
        <Upload size="1.3em" /> {t('models.drop')}{' '}
        <button className="link" onClick={() => input.current?.click()}>
          {t('models.choose')}
        </button>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept={IMPORT_ENDINGS.join(',')}
          data-testid="model-files"
          onChange={(event) => void importFiles(screen, [...(event.target.files ?? [])])}
        />
      </p>
      <PhaseChoice />
      <ComparePicker />
      <ul className="model-list">
        {jobs.map((job) => (
          <Job key={job.jobId} job={job} />
        ))}
        {listed.map((model) => (
          <Model
            key={model.id}
            model={model}
            fresh={fresh.has(model.id)}
            onReport={() => setReported(model)}
          />
        ))}
        {models.length === 0 && jobs.length === 0 && <li className="empty">{t('models.none')}</li>}
      </ul>
    </Dialog>
  );
}

/** What was probably meant is known. */
const isDoubted = (code: string): boolean =>
  ['position-unit', 'position-zone', 'position-axes'].includes(code);

function Model(props: { model: ModelManifest; fresh: boolean; onReport: () => void }) {
  const { model, fresh, onReport } = props;
  const screen = useScreen();
  const { t, said, local } = useText();
  const [asking, setAsking] = useState(false);
  const schemas = [...new Set(model.files.map((file) => file.schema))].join(', ');
  return (
    <li className={fresh ? 'fresh' : ''} data-testid="model">
      <div>
        <b>{local(model.name)}</b>
        <span className="hint">
          {schemas} · {t('models.products', { count: model.counts.products })} ·{' '}
          {model.counts.triangles > 0 || !model.counts.points
            ? `${model.counts.triangles.toLocaleString('en')} △`
            : ''}
          {model.counts.points
            ? ` ${t('models.points', { points: model.counts.points.toLocaleString('en') })}`
            : ''}
        </span>
        {model.warnings.length > 0 && (
          <details className="hint">
            <summary>{t('models.warnings', { count: model.warnings.length })}</summary>
            <ul>
              {model.warnings.map((warning) => (
                <li key={`${warning.file} ${said(warning)}`}>
                  {said(warning)}
                  {warning.count > 1 && ` ×${warning.count}`}
                  {warning.file && <i> {warning.file}</i>}
                  {model.isMovable && isDoubted(warning.code) && (
                    <button className="link" onClick={() => void takeAsMeant(screen, model)}>
                      {t('models.asMeant')}
                    </button>
                  )}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      {asking ? (
        <>
          <span className="hint">{t('models.delete.sure')}</span>
          <button onClick={() => setAsking(false)}>{t('dialog.cancel')}</button>
          <button autoFocus className="danger" onClick={() => void deleteModel(screen, model.id)}>
            {t('models.delete')}
          </button>
        </>
      ) : (
        <>
          {model.isMovable && (
            <button onClick={() => beginPlacing(screen, model)}>{t('models.place')}</button>
          )}
          <button onClick={onReport}>{t('report.open')}</button>
          <button
            onClick={() => {
              screen.choices.setState({ overlay: null });
              flyToModel(screen, model);
            }}
          >
            {t('models.show')}
          </button>
          <button
            className="icon-button"
            aria-label={`${t('models.delete')} ${local(model.name)}`}
            onClick={() => setAsking(true)}
          >
            <Trash2 size="1.1em" />
          </button>
        </>
      )}
    </li>
  );
}

function Job({ job }: { job: ImportProgress }) {
  const { t, said } = useText();
  const running = job.phase !== 'failed' && job.phase !== 'cancelled';
  return (
    <li className={`job ${job.phase}`} data-testid="import-job">
      <div>
        <b>{job.name}</b>
        <span className="hint">
          {t(`models.phase.${job.phase}`)}
          {job.file ? ` · ${job.file}` : ''}
        </span>
        {running && <progress max={1} value={job.fraction} aria-label={job.name} />}
        {job.error && (
          <p className="fault" role="alert">
            {said(job.error)}
          </p>
        )}
      </div>
      {running && (
        <button
          className="icon-button"
          aria-label={t('models.cancel')}
          onClick={() =>
            void fetch(`/api/models/jobs/${encodeURIComponent(job.jobId)}`, { method: 'DELETE' })
          }
        >
          <X size="1.1em" />
        </button>
      )}
    </li>
  );
}

async function deleteModel({ notices, session }: ScreenContext, id: string): Promise<void> {
  const response = await fetch(`/api/models/${encodeURIComponent(id)}`, { method: 'DELETE' }).catch(
    () => null,
  );
  if (!response?.ok) notices.say('error', { key: 'models.delete.failed' });
  await session.refreshModels();
}
