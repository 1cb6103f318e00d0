/** The models of the shown instant: by the days of the compound's phases, unless somebody chose a phase. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { columnsOf, startMs, TestScreen } from '#renderer/testing/TestScreen.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import type { Snapshot } from '#shared/protocol/socket.ts';
import { holdAt } from './heldScreen.ts';

const name = { zh: '楼', en: 'Building' };
/** The screens begin on 2026-11-26, 16:00 in Shanghai. */
const phases = [
  { id: 'before', name },
  { id: 'after', name, from: '2026-11-26' },
  { id: 'planned', name, from: '2026-11-27' },
];
const models = phases.map(({ id }) => ({
  id: `m-${id}`,
  name,
  files: ['m.ifc'],
  role: 'building' as const,
  phases: [id],
}));
const yesterdayMs = startMs - 86_400_000;

let test: TestScreen;
beforeEach(async () => {
  test = new TestScreen();
  test.remember();
  test.hub.listed = () => ({
    models: models.map(({ id }) => ({ id, compound: 'a' }) as ModelManifest),
    revision: 0,
  });
  await test.open();
  const { compounds } = test.screen.facts.getState();
  test.screen.facts.setState({
    compounds: compounds.map((one) => ({ ...one, manifest: { ...one.manifest, phases, models } })),
  });
  await test.screen.session.refreshModels();
});
afterEach(() => test.dispose());

const shown = () => test.screen.facts.getState().models.map(({ id }) => id);

it('are those of the day, not those that are planned', async () => {
  expect(shown()).toEqual(['m-after']);
  // Midnight at the compound, eight hours on.
  await test.wait(8 * 3_600_000 + 60_000);
  expect(shown()).toEqual(['m-planned']);
});

it('are in replay those that stood then, and live again those of now', async () => {
  test.scrubTo(yesterdayMs);
  await test.settle();
  expect(shown()).toEqual(['m-before']);
  test.screen.clock.live();
  await test.settle();
  expect(shown()).toEqual(['m-after']);
});

it('stay those that were chosen until nothing is chosen any more', async () => {
  test.screen.session.showPhases(['planned']);
  test.scrubTo(yesterdayMs);
  await test.settle();
  expect(shown()).toEqual(['m-planned']);
  test.screen.session.showPhases(null);
  expect(shown()).toEqual(['m-before']);
});

it('are on each side of the divider those of its own instant', () => {
  const then: Snapshot = {
    atMs: yesterdayMs,
    formerDevices: [],
    columns: columnsOf([], yesterdayMs),
    words: [],
    alarms: [],
    incidents: [],
    outOfService: {},
    commands: [],
    events: [],
    actions: [],
  };
  const held = holdAt(test.screen, then);
  expect(held.facts.getState().models.map(({ id }) => id)).toEqual(['m-before']);
  expect(shown()).toEqual(['m-after']);
  held.dispose();
});
