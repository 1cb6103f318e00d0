/** What can be done with the open incident, by palette as by button. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { failure, success } from '#shared/protocol/result.ts';
import type { IncidentRecord, IncidentState } from '#shared/protocol/records.ts';
import { incidentRecord } from '#renderer/testing/records.ts';
import { TestScreen } from '#renderer/testing/TestScreen.ts';
import { runCommand } from './index.ts';

let test: TestScreen;
const ids = ['incident.begin', 'incident.resolve', 'incident.close', 'incident.reopen', 'incident.false'];
const open = async (part: Partial<IncidentRecord>) => {
  test.hydrate({ incidents: [incidentRecord('i', part)] });
  await test.open();
  test.screen.choices.setState({ openIncidentId: 'i' });
};
beforeEach(() => {
  test = new TestScreen();
});
afterEach(() => test.dispose());

it.each<[IncidentState, string[]]>([
  ['new', ['incident.begin', 'incident.false']],
  ['in-progress', ['incident.resolve', 'incident.false']],
  ['resolved', ['incident.close', 'incident.reopen']],
  ['closed', []],
  ['false', []],
])('a %s one can be taken forward by %j', async (state, possible) => {
  await open({ state });
  expect(ids.filter((id) => test.why(id) === null)).toEqual(possible);
});

it('says that none is open', async () => {
  await test.open();
  expect(ids.map((id) => test.why(id))).toEqual(ids.map(() => 'why.incident.choose'));
});

it('asks for the reason that the hub wants, for this incident', async () => {
  await open({ state: 'resolved' });
  test.hub.answer('advanceIncident', () => failure('incident-reason', { steps: 2, alarms: 0 }));
  runCommand(test.screen, 'incident.close');
  await test.settle();
  expect(test.screen.choices.getState()).toMatchObject({
    overlay: 'incident-reason',
    reasonAsked: { incidentId: 'i', state: 'closed', fault: { code: 'incident-reason' } },
  });
});

it('takes it and lets it go again', async () => {
  await open({ assignee: null });
  test.hub.answer('assignIncident', () => success(incidentRecord('i')));
  runCommand(test.screen, 'incident.assign');
  test.hub.says('incident', { head: incidentRecord('i', { assignee: 'wang' }), added: [] });
  await test.wait(400);
  runCommand(test.screen, 'incident.assign');
  await test.settle();
  expect(test.hub.asked.flatMap(({ name, request }) => (name === 'assignIncident' ? [request] : []))).toEqual(
    [
      { incidentId: 'i', assignee: 'wang' },
      { incidentId: 'i', assignee: null },
    ],
  );
});
