import { expect, it } from 'vitest';
import { Value } from 'typebox/value';
import { bareGlobe, GlobeAddress, globeHosts } from './globe.ts';

it('the globe asks the hosts that are configured, and ion only with a token', () => {
  expect(globeHosts(bareGlobe)).toEqual([]);
  expect(
    globeHosts({
      ...bareGlobe,
      imagery: 'https://tiles.example:8443/{z}/{x}/{y}.png?key=secret',
      tiles: 'https://tiles.example:8443/city/tileset.json',
      terrain: 'http://10.0.0.7/terrain',
    }),
  ).toEqual(['https://tiles.example:8443', 'http://10.0.0.7']);
  expect(globeHosts({ ...bareGlobe, imagery: 'ion:3954' })).toEqual([]);
  expect(globeHosts({ ...bareGlobe, imagery: 'ion:3954', ionToken: 'a-token-of-ion' })).toEqual([
    'https://api.cesium.com',
    'https://assets.ion.cesium.com',
  ]);
});

it.each(['javascript:alert(1)', 'ftp://x/y', 'ion:', 'ion:0', 'ion:1;x', '/local', ''])(
  '%s is no address of the globe',
  (text) => expect(Value.Check(GlobeAddress, text)).toBe(false),
);
