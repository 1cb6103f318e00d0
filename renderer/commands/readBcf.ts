/** Topics of a BCF file (2.0, 2.1, 3.0) as views: what cannot be read of one is left out, and counted. */
import { unzipSync } from 'fflate';
import type { CutPlane } from '#shared/geo/section.ts';
import type { SavedViewDraft } from '#shared/protocol/savedView.ts';
import type { Enu } from '#shared/twin/compound.ts';

export interface BcfView {
  readonly name: string;
  readonly pose: SavedViewDraft['pose'];
  readonly section: SavedViewDraft['section'];
  /** GlobalIds. */
  readonly hidden: readonly string[];
  readonly isolated: readonly string[] | null;
  readonly colors: readonly {
    readonly rgb: readonly [number, number, number];
    readonly ids: readonly string[];
  }[];
  /** PNG or JPEG; null where there is none. */
  readonly snapshot: Uint8Array | null;
}

const mostBytes = 300 * 2 ** 20;
const mostPlanes = 6;
const mostComponents = 20_000;
/** What an issue is about, where nobody coloured it. */
const subjectRgb = [255, 164, 42] as const;
const reachM = 20;

/** Null where the file is no BCF. */
export function readBcf(
  bytes: Uint8Array,
): { readonly views: readonly BcfView[]; readonly unread: number } | null {
  let unpacked = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, { filter: ({ originalSize }) => (unpacked += originalSize) <= mostBytes });
  } catch {
    return null;
  }
  const topics = Object.keys(files).filter((path) => /(^|\/)markup\.bcf$/i.test(path));
  if (topics.length === 0) return null;
  const views: BcfView[] = [];
  let unread = 0;
  for (const path of topics) {
    const read = topicViews(files, path);
    views.push(...read);
    if (read.length === 0) unread++;
  }
  return { views, unread };
}

function parsed(bytes: Uint8Array | undefined): Element | null {
  if (!bytes) return null;
  const document = new DOMParser().parseFromString(new TextDecoder().decode(bytes), 'application/xml');
  return document.querySelector('parsererror') ? null : document.documentElement;
}

const all = (element: Element | null, name: string): Element[] => [
  ...(element?.getElementsByTagName(name) ?? []),
];
const first = (element: Element | null, name: string): Element | null => all(element, name)[0] ?? null;
const text = (element: Element | null, name: string): string =>
  first(element, name)?.textContent?.trim() ?? '';

function topicViews(files: Record<string, Uint8Array>, path: string): BcfView[] {
  const folder = path.slice(0, path.length - 'markup.bcf'.length);
  const markup = parsed(files[path]);
  const title = text(markup, 'Title') || 'BCF';
  // 3.0 lists them as ViewPoint inside Viewpoints, 2.x repeats Viewpoints, and old files only have the usual name.
  const listed = [...all(markup, 'ViewPoint'), ...all(markup, 'Viewpoints')].filter(
    (one) => text(one, 'Viewpoint') !== '',
  );
  const distinct = listed.filter(
    (one, nth) => listed.findIndex((other) => text(other, 'Viewpoint') === text(one, 'Viewpoint')) === nth,
  );
  const named = distinct.map((one) => ({ file: text(one, 'Viewpoint'), snapshot: text(one, 'Snapshot') }));
  const wanted = named.length > 0 ? named : [{ file: 'viewpoint.bcfv', snapshot: 'snapshot.png' }];
  return wanted.flatMap(({ file, snapshot }, nth) => {
    const view = viewOf(parsed(files[folder + file]));
    if (!view) return [];
    const name = (nth === 0 ? title : `${title} (${nth + 1})`).slice(0, 80);
    return [{ ...view, name, snapshot: files[folder + snapshot] ?? null }];
  });
}

function viewOf(info: Element | null): Omit<BcfView, 'name' | 'snapshot'> | null {
  const camera = first(info, 'PerspectiveCamera') ?? first(info, 'OrthogonalCamera');
  const eyeEnu = vector(camera, 'CameraViewPoint');
  const way = vector(camera, 'CameraDirection');
  if (!eyeEnu || !way) return null;
  const length = Math.hypot(...way) || 1;
  const targetEnu: Enu = [
    eyeEnu[0] + (way[0] / length) * reachM,
    eyeEnu[1] + (way[1] / length) * reachM,
    eyeEnu[2] + (way[2] / length) * reachM,
  ];
  const visible = first(info, 'Visibility');
  const exceptions = idsIn(first(visible, 'Exceptions'));
  const isShown = visible?.getAttribute('DefaultVisibility') !== 'false';
  const colors = all(first(info, 'Coloring'), 'Color').flatMap((one) => {
    const hex = (one.getAttribute('Color') ?? '').replace(/^#/, '').slice(-6);
    const ids = idsIn(one);
    if (!/^[0-9a-f]{6}$/i.test(hex) || ids.length === 0) return [];
    const byte = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
    return [{ rgb: [byte(0), byte(2), byte(4)] as const, ids }];
  });
  const subject = idsIn(first(info, 'Selection'));
  const planes = all(first(info, 'ClippingPlanes'), 'ClippingPlane').flatMap((one): CutPlane[] => {
    const [at, normal] = [vector(one, 'Location'), vector(one, 'Direction')];
    const size = normal ? Math.hypot(...normal) : 0;
    if (!at || !normal || size === 0) return [];
    const normalEnu: Enu = [normal[0] / size, normal[1] / size, normal[2] / size];
    return [{ normalEnu, offsetM: normalEnu[0] * at[0] + normalEnu[1] * at[1] + normalEnu[2] * at[2] }];
  });
  return {
    pose: { eyeEnu: [...eyeEnu], targetEnu: [...targetEnu] },
    section: planes.length > 0 ? { kind: 'planes', planes: planes.slice(0, mostPlanes) } : null,
    hidden: isShown ? exceptions : [],
    isolated: isShown ? null : exceptions,
    colors: colors.length > 0 || subject.length === 0 ? colors : [{ rgb: subjectRgb, ids: subject }],
  };
}

function idsIn(element: Element | null): string[] {
  return all(element, 'Component')
    .flatMap((one) => one.getAttribute('IfcGuid') ?? [])
    .slice(0, mostComponents);
}

function vector(element: Element | null, name: string): Enu | null {
  const held = first(element, name);
  const [x, y, z] = ['X', 'Y', 'Z'].map((axis) => Number(text(held, axis) || NaN));
  return x !== undefined && y !== undefined && z !== undefined && [x, y, z].every(Number.isFinite)
    ? [x, y, z]
    : null;
}
