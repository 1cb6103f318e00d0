import { afterEach, expect, it } from 'vitest';
import { startTestHub, type TestHub } from '../testHub.ts';

let test: TestHub;
afterEach(() => test?.stop());

const building = { id: '1', storeys: 2, position: [0, 0], sizeM: [20, 10] };

it('a number out of its range is told by its own sentence, anything else as the schema has it', async () => {
  test = await startTestHub();
  const make = async (given: object) => {
    const response = await fetch(`${test.hub.url}/api/compounds`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'en' },
      body: JSON.stringify({ id: 'new', name: 'New', buildings: [building], ...given }),
    });
    const answer = (await response.json()) as { error?: { code: string; message: string } };
    return [response.status, answer.error?.code, answer.error?.message];
  };
  const origin = { latDeg: 30, lonDeg: 114 };
  expect(await make({ origin: { ...origin, lonDeg: 514 } })).toEqual([
    400,
    'longitude-range',
    'The longitude must lie between −180° and 180°',
  ]);
  expect(await make({ origin: { ...origin, latDeg: -97 } })).toEqual([
    400,
    'latitude-range',
    'The latitude must lie between −90° and 90°',
  ]);
  expect((await make({ buildings: [{ ...building, storeys: 1e9 }] }))[1]).toBe('number-at-most');
  expect((await make({ origin: { latDeg: 'north', lonDeg: 514 } }))[1]).toBe('invalid-request');
});
