/**
 * Devices as symbols: keeps their looks, decides what is clustered, fills the sprite layer and says which devices
 * ask for a label. Clusters are worked out when the view rests or at most five times a second.
 */
import type { PerspectiveCamera } from 'three';
import { isCutAway as isOutside, type CutPlane } from '#shared/geo/section.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { DeviceLook, Picked, SceneDevice } from '../contract.ts';
import { isAboveCut, isBelowCut, isInStorey, type StoreyCut } from '../model/storeyIsolation.ts';
import type { ScreenRect } from '../presenting.ts';
import { hexColor } from '../shading/color.ts';
import { badgeCell, digitCell, discCell, haloCell, plusCell, ringCell, shapeCell } from './atlas.ts';
import { clusterSymbols, type ScreenSymbol } from './clustering.ts';
import { GROUP_FROM } from './groupLabels.ts';
import { joinRects } from './joinRects.ts';
import type { SceneLabel } from './labelLayer.ts';
import { isAlarm, LEVEL_COLORS, LEVEL_ORDER, rankOf } from './level.ts';
import { pickSymbol } from './pickSymbol.ts';
import { projectPoint } from './projection.ts';
import { uiScale, type Sprite, type SpriteLayer } from './sprites.ts';

export interface View {
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface SymbolLayer {
  setDevices(devices: readonly SceneDevice[]): void;
  /** True when something looks different now. */
  setLooks(looks: ReadonlyMap<string, DeviceLook>): boolean;
  setVisibleSystems(systems: ReadonlySet<string>): void;
  /** Quiet symbols above a storey cut step aside with the storeys. */
  setCut(cut: StoreyCut | null): void;
  /** How far a device is shown above where it stands, metres; null: nothing is moved. */
  setLift(liftM: ((positionEnu: Enu) => number) | null): void;
  /** The same for what a section takes away. */
  setSection(planes: readonly CutPlane[]): void;
  select(deviceId: string | null): void;
  hover(deviceId: string | null): void;
  device(deviceId: string): SceneDevice | undefined;
  /** Rebuilds clusters and sprites for this view. */
  arrange(camera: PerspectiveCamera, view: View): void;
  /** `isFree`: no building stands between the eye and the point; asked for symbols that fade behind buildings. */
  pick(
    camera: PerspectiveCamera,
    view: View,
    xPx: number,
    yPx: number,
    reachPx: number,
    isFree: (positionEnu: Enu) => boolean,
  ): Picked | null;
  labels(): readonly SceneLabel[];
  hasFlashing(): boolean;
  /** Where halos are seen now; those that overlap are one. */
  flashing(camera: PerspectiveCamera, view: View): readonly ScreenRect[];
}

interface Shown {
  readonly devices: readonly SceneDevice[];
  readonly positionEnu: Enu;
  readonly rank: number;
  /** Not drawn where a building stands before it. */
  readonly behindModels: boolean;
}

/** Grid of the clusters: quiet ones stand far apart from a distance, so that the picture stays calm. */
const CLUSTER_PX = { near: 48, far: 104 } as const;
const HALO_PX = 44;
/** Beyond this quiet symbols only show as clusters. */
const NEAR_M = 260;
const NORMAL: DeviceLook = { level: 'normal', flashing: false, note: '' };
const WHITE = [1, 1, 1, 1] as const;

export function createSymbolLayer(sprites: SpriteLayer): SymbolLayer {
  let given: readonly SceneDevice[] = [];
  let devices: readonly SceneDevice[] = [];
  let liftM: ((positionEnu: Enu) => number) | null = null;
  const byId = new Map<string, SceneDevice>();
  const looks = new Map<string, DeviceLook>();
  let systems: ReadonlySet<string> | null = null;
  let selected: string | null = null;
  let hovered: string | null = null;
  let shown: readonly Shown[] = [];
  let cut: StoreyCut | null = null;
  let section: readonly CutPlane[] = [];
  /** Read when they are arranged: to ask the page for it costs more than the rest of a flash. */
  let scale = 1;

  const stand = () => {
    devices = given.map((device) => {
      const [x, y, z] = device.positionEnu;
      const byM = liftM?.(device.positionEnu) ?? 0;
      return byM === 0 ? device : { ...device, positionEnu: [x, y, z + byM] };
    });
    byId.clear();
    for (const device of devices) byId.set(device.id, device);
  };
  const lookOf = (device: SceneDevice) => looks.get(device.id) ?? NORMAL;
  const isShown = (device: SceneDevice) =>
    systems === null ||
    systems.has(device.system) ||
    device.id === selected ||
    rankOf(lookOf(device).level) <= 1;
  const rankFor = (device: SceneDevice) => {
    const rank = rankOf(lookOf(device).level);
    return device.painted === true && rank > 3 ? LEVEL_ORDER.length : rank;
  };

  /** Groups whose alarms are told by one label: their symbols need not stand apart either. */
  const toldTogether = (): ReadonlySet<string> => {
    const counts = new Map<string, number>();
    for (const device of devices)
      if (device.group && isAlarm(lookOf(device).level))
        counts.set(device.group.id, (counts.get(device.group.id) ?? 0) + 1);
    return new Set([...counts].filter(([, count]) => count >= GROUP_FROM).map(([id]) => id));
  };
  const isCutAway = (device: SceneDevice) =>
    rankFor(device) > 3 &&
    device.id !== selected &&
    (isOutside(section, device.positionEnu) ||
      (cut !== null && (isAboveCut(cut, device.positionEnu) || isBelowCut(cut, device.positionEnu))));

  const single = (device: SceneDevice, out: Sprite[], away: number) => {
    const look = lookOf(device);
    const { positionEnu } = device;
    const cell = badgeCell(look.level);
    const alarm = isAlarm(look.level);
    const marked = device.id === selected || device.id === hovered;
    if (marked)
      out.push({
        positionEnu,
        offsetPx: [0, 0],
        sizePx: 38,
        cell: ringCell,
        tone: WHITE,
        pulses: false,
        quiet: false,
      });
    if (alarm && look.flashing) {
      const [r, g, b] = hexColor(LEVEL_COLORS[look.level]).toArray();
      const tone = [r, g, b, 0.9] as const;
      out.push({
        positionEnu,
        offsetPx: [0, 0],
        sizePx: HALO_PX,
        cell: haloCell,
        tone,
        pulses: true,
        quiet: false,
      });
    }
    const fade = marked || alarm ? 1 : Math.min(0.85, Math.max(0.25, 1.25 - away / NEAR_M));
    out.push({
      positionEnu,
      offsetPx: [0, 0],
      sizePx: alarm ? (look.level === 'p1' ? 30 : 25) : 22,
      cell: cell >= 0 ? cell : shapeCell(device.system),
      tone: look.level === 'active' ? [0.75, 0.9, 1, 1] : [1, 1, 1, fade],
      pulses: false,
      quiet: !alarm && !marked,
    });
  };
  const cluster = (item: Shown, out: Sprite[], quiet: boolean) => {
    const count = item.devices.length;
    const level = LEVEL_ORDER[item.rank] ?? 'normal';
    const alarm = isAlarm(level);
    const { positionEnu } = item;
    const alpha = alarm ? 1 : 0.62;
    const push = (
      offsetPx: readonly [number, number],
      sizePx: number,
      cell: number,
      a: number,
      pulses = false,
    ) =>
      out.push({ positionEnu, offsetPx, sizePx, cell, tone: [1, 1, 1, a], pulses, quiet: quiet && !alarm });
    push([0, 0], alarm ? 30 : 24, discCell, alpha);
    if (alarm) push([13, 13], level === 'p1' ? 22 : 19, badgeCell(level), 1);
    const text = count > 99 ? '99+' : String(count);
    [...text].forEach((letter, i) => {
      const x = (i - (text.length - 1) / 2) * (text.length > 2 ? 6 : 6.8);
      push(
        [x, 0],
        text.length > 2 ? 12 : 14,
        letter === '+' ? plusCell : digitCell(Number(letter)),
        alarm ? 1 : 0.75,
      );
    });
  };

  return {
    setDevices(next) {
      given = next;
      stand();
    },
    setLift(next) {
      if (next === null && liftM === null) return;
      liftM = next;
      stand();
    },
    setLooks(next) {
      let changed = false;
      for (const [id, look] of next) {
        const before = looks.get(id);
        if (before?.level === look.level && before.flashing === look.flashing && before.note === look.note)
          continue;
        looks.set(id, look);
        changed ||= byId.has(id);
      }
      return changed;
    },
    setVisibleSystems(next) {
      systems = next;
    },
    setCut(next) {
      cut = next;
    },
    setSection(planes) {
      section = planes;
    },
    select(deviceId) {
      selected = deviceId;
    },
    hover(deviceId) {
      hovered = deviceId;
    },
    device: (deviceId) => byId.get(deviceId),
    arrange(camera, view) {
      const away: number[] = [];
      const far = farness(camera);
      const told = toldTogether();
      const points = devices.map((device, i): ScreenSymbol | null => {
        if (!isShown(device)) return null;
        const rank = rankFor(device);
        if (isCutAway(device)) return null;
        // Bays are painted on the ground; a quiet one needs no symbol as well.
        if (rank === LEVEL_ORDER.length && device.id !== selected && device.id !== hovered) return null;
        const point = projectPoint(camera, view, device.positionEnu, 40);
        if (!point) return null;
        away[i] = point.distanceM;
        return {
          ...point,
          rank,
          alone: device.id === selected || (rank === 0 && !told.has(device.group?.id ?? '')),
        };
      });
      const out: Sprite[] = [];
      scale = uiScale();
      const clusters = clusterSymbols(
        points,
        (far * (CLUSTER_PX.far - CLUSTER_PX.near) + CLUSTER_PX.near) * scale,
      ).sort((a, b) => b.rank - a.rank);
      shown = clusters.map(({ members, rank }) => {
        const items = members.map((index) => devices[index]).filter((device) => device !== undefined);
        const [lead] = items;
        const positionEnu = rank <= 3 && lead ? lead.positionEnu : meanOf(items);
        const marked = items.some(({ id }) => id === selected || id === hovered);
        const behindModels = rank > 3 && !marked && (items.length === 1 || far < 0.5);
        const entry = { devices: items, positionEnu, rank, behindModels };
        if (items.length === 1 && lead) single(lead, out, away[members[0] ?? 0] ?? 0);
        else cluster(entry, out, far < 0.5);
        return entry;
      });
      sprites.set(out);
    },
    pick(camera, view, xPx, yPx, reachPx, isFree) {
      const candidates = shown.flatMap((item) => {
        const point = projectPoint(camera, view, item.positionEnu);
        return point ? [{ item, ...point, rank: item.rank }] : [];
      });
      const best = pickSymbol(candidates, { xPx, yPx }, reachPx, (item) => {
        // What was hidden since the last arrangement is still in it.
        if (!item.devices.some((device) => byId.has(device.id) && isShown(device) && !isCutAway(device)))
          return false;
        return !item.behindModels || isFree(item.positionEnu);
      });
      const [lead] = best?.devices ?? [];
      if (!best || !lead) return null;
      const { positionEnu } = best;
      return best.devices.length === 1
        ? { kind: 'device', deviceId: lead.id, positionEnu }
        : { kind: 'cluster', deviceIds: best.devices.map((device) => device.id), positionEnu };
    },
    labels() {
      const out: SceneLabel[] = [];
      for (const device of devices) {
        const look = lookOf(device);
        const marked = device.id === selected;
        if (!marked && !(isAlarm(look.level) && isShown(device))) continue;
        // A storey is looked at alone; what is grave elsewhere still speaks.
        if (cut && !marked && look.level !== 'p1' && !isInStorey(cut, device.positionEnu)) continue;
        out.push({
          id: `device:${device.id}`,
          positionEnu: device.positionEnu,
          title: device.label,
          note: look.note,
          level: look.level,
          rank: marked ? -1 : rankOf(look.level),
          must: marked || look.level === 'p1',
          group: look.isApart ? undefined : device.group,
        });
      }
      return out;
    },
    hasFlashing() {
      for (const device of devices) {
        const look = lookOf(device);
        if (look.flashing && isAlarm(look.level)) return true;
      }
      return false;
    },
    flashing(camera, view) {
      const reachPx = (HALO_PX / 2 + 2) * scale;
      const rects: ScreenRect[] = [];
      for (const { devices: members, positionEnu } of shown) {
        const [lead] = members;
        if (members.length !== 1 || !lead || !lookOf(lead).flashing) continue;
        const point = projectPoint(camera, view, positionEnu, reachPx);
        if (!point) continue;
        const [leftPx, topPx] = [Math.floor(point.xPx - reachPx), Math.floor(point.yPx - reachPx)];
        const sizePx = Math.ceil(reachPx * 2) + 1;
        rects.push({ leftPx, topPx, widthPx: sizePx, heightPx: sizePx });
      }
      return joinRects(rects);
    },
  };
}

/** 0 close to the ground … 1 with the whole compound in view. */
function farness(camera: PerspectiveCamera): number {
  return Math.min(1, Math.max(0, (camera.position.z - 25) / 60));
}

function meanOf(devices: readonly SceneDevice[]): Enu {
  let [x, y, z] = [0, 0, 0];
  for (const { positionEnu } of devices) {
    x += positionEnu[0];
    y += positionEnu[1];
    z += positionEnu[2];
  }
  const n = Math.max(1, devices.length);
  return [x / n, y / n, z / n];
}
