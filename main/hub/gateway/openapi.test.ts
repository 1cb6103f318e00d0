/** The description of the API is held against what the hub really answers. */
import { Value } from 'typebox/value';
import { afterEach, expect, it } from 'vitest';
import { eventually, startTestHub, type TestHub } from '../testHub.ts';
import { answers, Fault } from './openapi.ts';

let test: TestHub;
afterEach(() => test?.stop());

interface Description {
  paths: Record<string, Record<string, { responses: Record<string, unknown>; requestBody?: unknown }>>;
}

it('answers are what the description says, faults too', async () => {
  test = await startTestHub();
  await test.say('lift', 'l1', { floor: 3, door: 'open' });
  await test.say('smoke', 's1', { smoke: 0.4 });
  await test.client.publishAsync('linli/v1/test/lift/l1/state', 'no JSON', { qos: 1 });
  const { alarms } = await eventually(
    () => test.get<{ alarms: { id: string }[] }>('/api/alarms?state=open'),
    (body) => body.alarms.length === 1,
  );
  const gets: Record<string, string> = {
    '/api/health': '/api/health',
    '/api/compounds': '/api/compounds',
    '/api/compounds/:id/state': '/api/compounds/test/state',
    '/api/points/:id/history': `/api/points/${encodeURIComponent('test/lift/l1/floor')}/history?from=0`,
    '/api/alarms': '/api/alarms',
    '/api/incidents': '/api/incidents?compound=test',
    '/api/models': '/api/models',
    '/api/rejections': '/api/rejections',
  };
  for (const [route, path] of Object.entries(gets)) {
    const schema = answers[`GET ${route}`];
    if (!schema) throw new Error(`${route} is not described`);
    const body = await test.get<unknown>(path);
    expect([route, ...Value.Errors(schema, body)]).toEqual([route]);
  }
  const acknowledged = await test.post<unknown>(`/api/alarms/${alarms[0]?.id}/acknowledge`);
  const schema = answers['POST /api/alarms/:id/acknowledge'];
  expect(schema && [...Value.Errors(schema, acknowledged)]).toEqual([]);
  expect([...Value.Errors(Fault, await test.get<unknown>('/api/compounds/nowhere/state'))]).toEqual([]);

  const { paths } = await test.get<Description>('/api/openapi.json');
  for (const name of Object.keys(answers)) {
    const [method = '', path = ''] = name.split(' ');
    const route = paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    expect([name, Object.keys(route?.responses ?? {})]).toEqual([name, ['200', '4XX', '5XX']]);
  }
  expect(paths['/api/models']?.['post']?.requestBody).toBeDefined();
});
