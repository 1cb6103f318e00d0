/** What a drill plays is said on every screen as it comes: its alarms ring nowhere, and its calls come from nobody's phone. */
import { useEffect, useRef } from 'react';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';

const isPlayed = ({ kind, of }: IncidentRecord['entries'][number]) =>
  kind === 'event' || (kind === 'alarm' && of?.verb === 'raised');

export function useDrillCalls(drill: IncidentRecord | undefined): void {
  const { notices } = useScreen();
  const isLive = useFacts(({ clock }) => clock.mode === 'live');
  const last = drill?.entries.findLast(isPlayed);
  const key = drill && last ? `${drill.id} ${last.seq}` : '';
  const told = useRef(key);
  useEffect(() => {
    if (key === told.current) return;
    told.current = key;
    if (isLive && last) notices.say('info', { text: last.text });
  }, [key, isLive, last, notices]);
}
