import { expect, it } from 'vitest';
import type { SavedView } from '../protocol/savedView.ts';
import { bcfTexts, escaped, guidOf } from './writeBcf.ts';

const wall = '0Wall00000000000000000';
const view: SavedView = {
  version: 1,
  id: 'v1',
  compound: 'yaguang',
  by: '站长 <a&b>',
  atMs: Date.UTC(2026, 0, 2, 3, 4, 5),
  name: '裂缝 "东墙"',
  pose: { eyeEnu: [10, -20, 30], targetEnu: [10, 0, 30] },
  hidden: [{ modelId: 'm', ids: [wall, 'building_17'] }],
  isolated: null,
  ghosted: [],
  colors: [{ rgb: [255, 0, 16], elements: [{ modelId: 'm', ids: [wall] }] }],
  section: { kind: 'planes', planes: [{ normalEnu: [0, 0, 1], offsetM: 4 }] },
  thumbnail: 'data:image/jpeg;base64,AA==',
};
const textOf = (version: '2.1' | '3.0', name: string, of = view) =>
  bcfTexts([of], version, 40, 1.6).find(({ path }) => path.endsWith(name))?.text ?? '';

it.each(['2.1', '3.0'] as const)('%s tells camera, plane, hidden and coloured elements', (version) => {
  const info = textOf(version, 'viewpoint.bcfv');
  expect(info).toContain('<CameraDirection><X>0</X><Y>1</Y><Z>0</Z></CameraDirection>');
  expect(info).toContain('<CameraUpVector><X>0</X><Y>0</Y><Z>1</Z></CameraUpVector>');
  expect(info).toContain(
    `<Visibility DefaultVisibility="true"><Exceptions><Component IfcGuid="${wall}"/></Exceptions>`,
  );
  expect(info).toContain('Color="FFFF0010"');
  expect(info).toContain('<Location><X>0</X><Y>0</Y><Z>4</Z></Location>');
  // Names that are none of IFC's are no business of other programs.
  expect(info).not.toContain('building_17');
  expect(info.includes('<AspectRatio>')).toBe(version === '3.0');
  const markup = textOf(version, 'markup.bcf');
  expect(markup).toContain('<Title>裂缝 &quot;东墙&quot;</Title>');
  expect(markup).toContain('<CreationAuthor>站长 &lt;a&amp;b&gt;</CreationAuthor>');
  expect(markup).toContain('2026-01-02T03:04:05.000Z');
  expect(textOf(version, 'bcf.version')).toContain(`VersionId="${version}"`);
});

it('isolated elements are exceptions of nothing; straight down north is up', () => {
  const alone: SavedView = {
    ...view,
    isolated: [{ modelId: 'm', ids: [wall] }],
    pose: { eyeEnu: [0, 0, 90], targetEnu: [0, 0, 0] },
  };
  const info = textOf('3.0', 'viewpoint.bcfv', alone);
  expect(info).toContain('<Visibility DefaultVisibility="false">');
  expect(info).toContain('<CameraUpVector><X>0</X><Y>1</Y><Z>0</Z></CameraUpVector>');
});

it('the same view is the same topic each time, another one another', () => {
  expect(guidOf('v1', 'topic')).toBe(guidOf('v1', 'topic'));
  expect(new Set([guidOf('v1', 'topic'), guidOf('v1', 'viewpoint'), guidOf('v2', 'topic')]).size).toBe(3);
  expect(guidOf('v1', 'topic')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(escaped('a\u0000b\ud800')).toBe('ab');
});
