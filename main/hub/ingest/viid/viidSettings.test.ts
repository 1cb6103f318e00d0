import { expect, it } from 'vitest';
import { withSecrets } from './viidSettings.ts';

const platform = '42010500002000000001';
const id = '42010500001190000001';
const secretOf = (
  edit: { secret?: string; subscribeUrl?: string },
  subscribeUrl: string | undefined = 'http://10.0.0.7',
) =>
  withSecrets(
    { id: platform, devices: [{ id, ...edit }] },
    {
      id: platform,
      devices: [{ id, secret: 'old', ...(subscribeUrl === undefined ? {} : { subscribeUrl }) }],
    },
  );
const kept = expect.objectContaining({ devices: [expect.objectContaining({ secret: 'old' })] });

it('a secret stays while the hub goes to no other address with it', () => {
  expect(secretOf({ subscribeUrl: 'http://10.0.0.7' })).toEqual(kept);
  expect(secretOf({})).toEqual(kept);
  for (const subscribeUrl of ['http://10.0.0.8', 'https://10.0.0.7', 'http://10.0.0.7:81'])
    expect(secretOf({ subscribeUrl })).toEqual({ id: platform, devices: [{ id, subscribeUrl }] });
  const fresh = withSecrets(
    { id: platform, devices: [{ id, subscribeUrl: 'http://10.0.0.8' }] },
    { id: platform, devices: [{ id, secret: 'old' }] },
  );
  expect(fresh).not.toEqual(kept);
  expect(secretOf({ subscribeUrl: 'http://10.0.0.8', secret: 'new' })).toMatchObject({
    devices: [{ secret: 'new' }],
  });
});
