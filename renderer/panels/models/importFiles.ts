/** Sends dropped or chosen files to the hub; they become one model. Faults are shown, never swallowed. */
import { isImportFile } from '#shared/models/modelFiles.ts';
import type { Fault } from '#shared/protocol/result.ts';
import { flyToModel } from '#commands/focus.ts';
import type { ScreenContext } from '#state/screenContext.ts';

export async function importFiles(screen: ScreenContext, files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  if (files.some((file) => !isImportFile(file.name)))
    return screen.notices.say('error', { key: 'models.wrong' });
  screen.choices.setState({ overlay: 'models' });
  const form = new FormData();
  for (const file of files) form.append('file', file, file.name);
  const name =
    files.length === 1
      ? (files[0]?.name.replace(/\.[^.]+$/, '') ?? 'model')
      : `${files[0]?.name.replace(/\.[^.]+$/, '')} +${files.length - 1}`;
  const { compoundId } = screen.facts.getState();
  const query = new URLSearchParams({ name, ...(compoundId === null ? {} : { compound: compoundId }) });
  const response = await fetch(`/api/models?${query}`, { method: 'POST', body: form }).catch(() => null);
  if (!response) return screen.notices.say('error', { key: 'top.lost' });
  const answer = (await response.json()) as { ok: true; jobId: string } | { ok: false; error: Fault };
  if (!answer.ok) return screen.notices.fault(answer.error);
  showWhenThere(screen, answer.jobId);
}

/** The scene turns to the new model as soon as it is there; the list stays open for the next. */
function showWhenThere(screen: ScreenContext, jobId: string): void {
  const unsubscribe = screen.facts.subscribe(({ imports, models }) => {
    const job = imports.get(jobId);
    if (job?.phase === 'failed' || job?.phase === 'cancelled') return unsubscribe();
    const model = job?.phase === 'done' && models.find((one) => one.id === job.modelId);
    if (!model) return;
    unsubscribe();
    flyToModel(screen, model);
  });
}
