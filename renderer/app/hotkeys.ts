/** The keys of the operations screen. Typing in a field is left alone, and so is a dialog. */
import { useEffect } from 'react';
import { isAsking } from '#shared/alarms/machine.ts';
import { setOperations, useOperations } from '#state/operations.ts';
import { session } from '#state/session.ts';
import {
  acknowledge,
  boundScene,
  openIncidentOf,
  selectAlarm,
  shift,
  showView,
  stepToEvent,
  toggleMute,
  togglePlay,
} from '#commands/actions.ts';

/** The selected alarm. With none, the key only selects the first: nobody acts on an alarm that was not chosen. */
function chosenAlarm() {
  const { alarms, selectedAlarmId } = useOperations.getState();
  const chosen = alarms.find((alarm) => alarm.id === selectedAlarmId);
  if (chosen) return chosen;
  const first = alarms.find(isAsking);
  if (first) selectAlarm(first);
  return null;
}

function acknowledgeChosen(withNote: boolean): void {
  const alarm = chosenAlarm();
  if (!alarm || alarm.acknowledged || useOperations.getState().clock.mode === 'replay') return;
  if (withNote) setOperations({ notingAlarmId: alarm.id });
  else acknowledge(alarm);
}

function openIncidentOfChosen(): void {
  const alarm = chosenAlarm();
  if (alarm) void openIncidentOf(alarm);
}

const seekMs = (event: KeyboardEvent) => (event.altKey ? 100 : event.shiftKey ? 1000 : 10_000);

const actions: Readonly<Record<string, (event: KeyboardEvent) => void>> = {
  ' ': togglePlay,
  ArrowLeft: (event) => shift(-seekMs(event)),
  ArrowRight: (event) => shift(seekMs(event)),
  '[': () => void stepToEvent(-1),
  ']': () => void stepToEvent(1),
  j: (event) => session().clock.faster(event.shiftKey ? 1 : -1),
  k: () => session().clock.pause(),
  l: () => session().clock.live(),
  a: (event) => acknowledgeChosen(event.shiftKey),
  i: openIncidentOfChosen,
  m: toggleMute,
  f: () => void boundScene()?.fit(),
  '/': () => setOperations({ overlay: 'search' }),
  '?': () => setOperations({ overlay: 'keys' }),
  Escape: () => setOperations({ selection: null, selectedAlarmId: null, storey: null }),
};

const seeks: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight', '[', ']']);

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && target.type === 'checkbox')
  );
}

export function useHotkeys(): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (document.querySelector('[role=dialog]') || isTyping(event.target)) return;
      const control = event.ctrlKey || event.metaKey;
      if (control && event.key.toLowerCase() === 'k') setOperations({ overlay: 'search' });
      else if (control) return;
      else if (/^[1-9]$/.test(event.key)) showView(Number(event.key) - 1);
      else {
        const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
        const action = actions[key];
        // A button reached by keys keeps the space bar to itself; one that was clicked does not.
        const button = event.target instanceof HTMLButtonElement && event.target.matches(':focus-visible');
        if (!action || (key === ' ' && button)) return;
        // A held key seeks on, but it presses nothing twice.
        if (!event.repeat || seeks.has(key)) action(event);
      }
      event.preventDefault();
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
