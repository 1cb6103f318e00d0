/** Shows what running imports have made so far, until their models stand there. */
import type { SceneHost } from '#scene/contract.ts';
import { standingShifts } from '#shared/models/standing.ts';
import type { ImportProgress } from '#shared/protocol/model.ts';
import type { ScreenContext } from '#state/screenContext.ts';

/** The model comes from the hub that has just made it. */
const longestMs = 4000;
const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export function feedDrafts({ facts }: ScreenContext, host: SceneHost): () => void {
  const shown = new Set<string>();

  const isHere = ({ compound }: ImportProgress): boolean =>
    compound === null || compound === facts.getState().compoundId;

  function show({ jobId, draft }: ImportProgress): void {
    const { models, plan } = facts.getState();
    if (!draft) return;
    const standing = { ...draft, id: jobId, importedAtMs: Infinity };
    shown.add(jobId);
    host.showDraft(jobId, draft.chunks, standingShifts([...models, standing], plan).get(jobId));
  }

  function follow(): void {
    const { imports, models, plan } = facts.getState();
    for (const job of imports.values()) if (isHere(job)) show(job);
    for (const jobId of shown) {
      const job = imports.get(jobId);
      if (job?.draft && isHere(job)) continue;
      const made = models.find(({ id }) => id === job?.modelId);
      // Done, and not listed yet: it stays a moment longer.
      if (job?.phase === 'done' && !made) continue;
      shown.delete(jobId);
      const there = made ? host.addModel(made, standingShifts(models, plan).get(made.id)) : Promise.resolve();
      // Where a part of it cannot be had, the draft does not stand in for it for ever.
      void Promise.race([there.catch(() => undefined), delay(longestMs)]).then(() => host.removeDraft(jobId));
    }
  }

  follow();
  return facts.subscribe((now, before) => {
    const changed = (['imports', 'models', 'compoundId'] as const).some((key) => now[key] !== before[key]);
    if (changed) follow();
  });
}
