/** The list's lines as they are shown: arranged anew with each change, unless somebody holds the list. */
import { useEffect, useMemo, useState } from 'react';
import { useInstant } from '#state/useInstant.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { arrange } from './arrange.ts';
import { holdOrder, type Held } from './holdOrder.ts';

/** Filters by age move with the clock, but not by the second. */
const ageStepMs = 60_000;

export interface Lines extends Held {
  /** Groups whose alarms are not shown. */
  readonly closed: ReadonlySet<string>;
  toggleGroup(key: string): void;
  /** Lets in what waits. */
  release(): void;
}

export function useLines(held: boolean): Lines {
  const { choices } = useScreen();
  const alarms = useFacts((facts) => facts.alarms);
  const incidents = useFacts((facts) => facts.incidents);
  const plan = useFacts((facts) => facts.plan);
  const view = useChoices((state) => state.alarmView);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [released, setReleased] = useState(0);
  const nowMs = useInstant(ageStepMs);
  const places = useMemo(() => new Map(plan.places.map((place) => [place.id, place])), [plan]);
  const now = useMemo(
    () => arrange(alarms, view, { places, incidents, nowMs }, closed),
    [alarms, incidents, places, view, closed, nowMs],
  );

  // What a person changes takes effect at once, also in a list that is held.
  const [order, setOrder] = useState({ lines: now, view, closed, released });
  const isAsked = order.view !== view || order.closed !== closed || order.released !== released;
  const before = isAsked || !held ? now : order.lines;
  if (before !== order.lines) setOrder({ lines: now, view, closed, released });
  const shown = useMemo(() => holdOrder(before, now), [before, now]);

  useEffect(() => {
    const ids = shown.lines.flatMap(({ kind, id }) => (kind === 'alarm' ? [id] : []));
    const known = choices.getState().shownAlarmIds;
    if (ids.length !== known.length || ids.some((id, i) => id !== known[i]))
      choices.setState({ shownAlarmIds: ids });
  }, [choices, shown]);
  useEffect(() => () => choices.setState({ shownAlarmIds: [] }), [choices]);

  return {
    ...shown,
    closed,
    toggleGroup: (key) =>
      setClosed((before) => {
        const next = new Set(before);
        if (!next.delete(key)) next.add(key);
        return next;
      }),
    release: () => setReleased((n) => n + 1),
  };
}
