/**
 * Saved views as topics of a BCF file (buildingSMART BCF-XML 2.1 and 3.0): title, author, date, camera, hidden and coloured elements,
 * cutting planes, picture. Coordinates are the compound's ENU metres, which the project's IFC files share. Pure.
 */
import { planesOfBox } from '../geo/section.ts';
import type { NamedElements, SavedView } from '../protocol/savedView.ts';
import type { Enu } from '../twin/compound.ts';

export type BcfVersion = '2.1' | '3.0';

export interface BcfText {
  readonly path: string;
  readonly text: string;
}

/** Only what IFC calls by name can be named to other programs. */
const isGlobalId = (id: string): boolean => /^[0-9A-Za-z_$]{22}$/.test(id);
const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\u{10ffff}]/gu, '');
}

/** Every text file of the archive but the pictures, which lie beside each viewpoint as `snapshot.jpg`. */
export function bcfTexts(
  views: readonly SavedView[],
  version: BcfVersion,
  fovDeg: number,
  aspect: number,
): BcfText[] {
  const detailed = version === '2.1' ? '<DetailedVersion>2.1</DetailedVersion>' : '';
  return [
    { path: 'bcf.version', text: `${head}<Version VersionId="${version}">${detailed}</Version>` },
    ...(version === '3.0' ? [{ path: 'extensions.xml', text: extensions }] : []),
    ...views.flatMap((view) => [
      { path: `${guidOf(view.id, 'topic')}/markup.bcf`, text: head + markup(view, version) },
      {
        path: `${guidOf(view.id, 'topic')}/viewpoint.bcfv`,
        text: head + viewpoint(view, version, fovDeg, aspect),
      },
    ]),
  ];
}

const extensions = `${head}<Extensions><TopicTypes><TopicType>View</TopicType></TopicTypes><TopicStatuses><TopicStatus>Open</TopicStatus></TopicStatuses></Extensions>`;

function markup(view: SavedView, version: BcfVersion): string {
  const viewpointGuid = guidOf(view.id, 'viewpoint');
  const files = '<Viewpoint>viewpoint.bcfv</Viewpoint><Snapshot>snapshot.jpg</Snapshot>';
  const told =
    `<Title>${escaped(view.name)}</Title><CreationDate>${new Date(view.atMs).toISOString()}</CreationDate>` +
    `<CreationAuthor>${escaped(view.by)}</CreationAuthor>`;
  const topic = `<Topic Guid="${guidOf(view.id, 'topic')}" TopicType="View" TopicStatus="Open">`;
  return version === '3.0'
    ? `<Markup>${topic}${told}<Viewpoints><ViewPoint Guid="${viewpointGuid}">${files}</ViewPoint></Viewpoints></Topic></Markup>`
    : `<Markup>${topic}${told}</Topic><Viewpoints Guid="${viewpointGuid}">${files}</Viewpoints></Markup>`;
}

function viewpoint(view: SavedView, version: BcfVersion, fovDeg: number, aspect: number): string {
  const { eyeEnu, targetEnu } = view.pose;
  const way = unit([targetEnu[0] - eyeEnu[0], targetEnu[1] - eyeEnu[1], targetEnu[2] - eyeEnu[2]]);
  const flat = Math.hypot(way[0], way[1]);
  // Straight down, north is up.
  const up: Enu = flat < 1e-6 ? [0, 1, 0] : [(-way[0] * way[2]) / flat, (-way[1] * way[2]) / flat, flat];
  const planes =
    view.section === null
      ? []
      : view.section.kind === 'planes'
        ? view.section.planes
        : planesOfBox(view.section.box);
  const clipping = planes.map(
    ({ normalEnu: n, offsetM }) =>
      `<ClippingPlane>${xyz('Location', [n[0] * offsetM, n[1] * offsetM, n[2] * offsetM])}${xyz('Direction', n)}</ClippingPlane>`,
  );
  return [
    `<VisualizationInfo Guid="${guidOf(view.id, 'viewpoint')}">`,
    `<Components>${visibility(view)}${coloring(view, version)}</Components>`,
    '<PerspectiveCamera>',
    xyz('CameraViewPoint', eyeEnu),
    xyz('CameraDirection', way),
    xyz('CameraUpVector', up),
    `<FieldOfView>${fovDeg}</FieldOfView>`,
    version === '3.0' ? `<AspectRatio>${aspect.toFixed(4)}</AspectRatio>` : '',
    '</PerspectiveCamera>',
    clipping.length > 0 ? `<ClippingPlanes>${clipping.join('')}</ClippingPlanes>` : '',
    '</VisualizationInfo>',
  ].join('');
}

const components = (elements: NamedElements): string =>
  elements
    .flatMap(({ ids }) => ids.filter(isGlobalId))
    .map((id) => `<Component IfcGuid="${id}"/>`)
    .join('');

function visibility({ hidden, isolated }: SavedView): string {
  const exceptions = components(isolated ?? hidden);
  return `<Visibility DefaultVisibility="${isolated === null}">${exceptions === '' ? '' : `<Exceptions>${exceptions}</Exceptions>`}</Visibility>`;
}

function coloring({ colors }: SavedView, version: BcfVersion): string {
  const groups = colors.flatMap(({ rgb, elements }) => {
    const inside = components(elements);
    const color = rgb.map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');
    const held = version === '3.0' ? `<Components>${inside}</Components>` : inside;
    return inside === '' ? [] : [`<Color Color="FF${color}">${held}</Color>`];
  });
  return groups.length === 0 ? '' : `<Coloring>${groups.join('')}</Coloring>`;
}

const xyz = (name: string, [x, y, z]: Enu): string => `<${name}><X>${x}</X><Y>${y}</Y><Z>${z}</Z></${name}>`;

function unit([x, y, z]: Enu): Enu {
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
}

/** The same view is the same topic in every file. */
export function guidOf(id: string, part: string): string {
  const digits = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b].map((seed) => {
    let hash = seed;
    for (const letter of `${part}/${id}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, '0');
  });
  const hex = digits.join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
