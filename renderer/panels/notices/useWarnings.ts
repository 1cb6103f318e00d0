/** Warnings and notices of the shown compound, asked again when somebody acts and while something is on its way. */
import { useState } from 'react';
import type { Notice, NoticeState, ResidentWarning } from '#shared/protocol/notice.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts } from '#state/useScreen.tsx';
import { useFetched } from '#ui/useFetched.ts';

/** What is on its way is looked at so often. */
const lookMs = 3000;
const shownAtMost = 100;

export type ShownWarning = ResidentWarning & { readonly delivery: Readonly<Record<NoticeState, number>> };

export interface Notices {
  readonly url: string | null;
  readonly warnings: readonly ShownWarning[] | null;
  readonly notices: readonly Notice[] | null;
  again(): void;
}

export function useNotices(): Notices {
  const compound = useFacts((facts) => facts.compoundId);
  const deeds = useFacts(
    ({ actions }) => actions.findLast(({ verb }) => /^(warning|notice)-/.test(verb))?.seq ?? 0,
  );
  // An alarm that comes may bring a notice with it.
  const alarms = useFacts(({ liveAlarms }) => liveAlarms.length);
  const [changes, setChanges] = useState(0);
  const [isBusy, setIsBusy] = useState(false);
  const beat = Math.floor(useInstant(lookMs) / lookMs);
  const url = compound === null ? null : `/api/compounds/${encodeURIComponent(compound)}`;
  const why = [changes, deeds, alarms, isBusy ? beat : Math.floor(beat / 10)];
  const warnings = useFetched<{ warnings: readonly ShownWarning[] }>(url && `${url}/warnings`, ...why);
  const notices = useFetched<{ notices: readonly Notice[] }>(
    url && `${url}/notices?limit=${shownAtMost}`,
    ...why,
  );
  const busy = (notices?.notices ?? []).some(({ state }) => state === 'queued' || state === 'sending');
  if (busy !== isBusy) setIsBusy(busy);
  return {
    url,
    warnings: warnings?.warnings ?? null,
    notices: notices?.notices ?? null,
    again: () => setChanges((n) => n + 1),
  };
}
