/** Imported models: list, import with progress and cancel, faults in plain words, delete. */
import { Trash2, Upload, X } from 'lucide-react';
import { useRef } from 'react';
import type { ImportProgress, ModelManifest } from '#shared/protocol/model.ts';
import { setOperations, useOperations } from '#state/operations.ts';
import { session } from '#state/session.ts';
import { Dialog } from '#ui/Dialog.tsx';
import { useFetched } from '#ui/useFetched.ts';
import { useText } from '#ui/useText.ts';
import { boundScene } from './actions.ts';
import { importFiles } from './importFiles.ts';

export function Models() {
  const { t } = useText();
  const imports = useOperations((state) => state.imports);
  const modelIds = useOperations((state) => state.modelIds);
  const input = useRef<HTMLInputElement>(null);
  const models =
    useFetched<{ models: readonly ModelManifest[] }>('/api/models', modelIds.join())?.models ?? [];
  const jobs = [...imports.values()].filter((job) => job.phase !== 'done').toReversed();
  return (
    <Dialog wide title={t('models.title')} onClose={() => setOperations({ overlay: 'none' })}>
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
          accept=".ifc,.ifczip"
          data-testid="model-files"
          onChange={(event) => void importFiles([...(event.target.files ?? [])])}
        />
      </p>
      <ul className="model-list">
        {jobs.map((job) => (
          <Job key={job.jobId} job={job} />
        ))}
        {models.map((model) => (
          <li key={model.id} data-testid="model">
            <div>
              <b>{model.name}</b>
              <span className="hint">
                {model.files
                  .map((file) => file.schema)
                  .filter((schema, i, all) => all.indexOf(schema) === i)
                  .join(', ')}{' '}
                · {t('models.products', { count: model.counts.products })} ·{' '}
                {model.counts.triangles.toLocaleString('en')} △
                {model.warnings.length > 0 && ` · ${t('models.warnings', { count: model.warnings.length })}`}
              </span>
            </div>
            <button onClick={() => showModel(model)}>{t('models.show')}</button>
            <button
              className="icon-button"
              aria-label={`${t('models.delete')} ${model.name}`}
              onClick={() => void deleteModel(model.id)}
            >
              <Trash2 size="1.1em" />
            </button>
          </li>
        ))}
        {models.length === 0 && jobs.length === 0 && <li className="empty">{t('models.none')}</li>}
      </ul>
    </Dialog>
  );
}

function Job({ job }: { job: ImportProgress }) {
  const { t } = useText();
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
            {job.error.message} {job.error.tip}
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

function showModel(model: ModelManifest): void {
  setOperations({ overlay: 'none' });
  if (!model.bounds) return;
  const { minEnu, maxEnu } = model.bounds;
  void boundScene()?.flyTo({
    positionEnu: [(minEnu[0] + maxEnu[0]) / 2, (minEnu[1] + maxEnu[1]) / 2, (minEnu[2] + maxEnu[2]) / 2],
    radiusM: Math.hypot(maxEnu[0] - minEnu[0], maxEnu[1] - minEnu[1], maxEnu[2] - minEnu[2]) / 2,
  });
}

async function deleteModel(id: string): Promise<void> {
  await fetch(`/api/models/${encodeURIComponent(id)}`, { method: 'DELETE' });
  boundScene()?.removeModel(id);
  await session().refreshModels();
}
