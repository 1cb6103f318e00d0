/**
 * Labels as elements over the canvas (text only, never markup), with leader lines to what they name. Laid out when
 * the view rests; while it moves they keep their offset and ride along.
 */
import type { PerspectiveCamera } from 'three';
import type { Enu } from '#shared/twin/compound.ts';
import type { DeviceLevel, SceneGroup } from '../contract.ts';
import { placeLabels, type LabelRequest, type Rect } from './labelPlacement.ts';
import { labelStyle } from './labelStyle.ts';
import { isAlarm } from './level.ts';
import { projectPoint } from './projection.ts';

export interface SceneLabel {
  readonly id: string;
  readonly positionEnu: Enu;
  readonly title: string;
  readonly note: string;
  readonly level: DeviceLevel;
  readonly rank: number;
  readonly must: boolean;
  readonly group?: SceneGroup | undefined;
  /** It speaks for this group, and a click chooses it. */
  readonly groupId?: string;
}

interface Entry {
  readonly box: HTMLElement;
  readonly title: HTMLElement;
  readonly note: HTMLElement;
  readonly leader: HTMLElement;
  label: SceneLabel;
  widthPx: number;
  heightPx: number;
  text: string;
  /** Corner relative to the anchor; null while hidden. */
  offset: readonly [number, number] | null;
}

export interface LabelLayer {
  set(labels: readonly SceneLabel[]): void;
  /** Between these shares of the view’s width alone: beside them lies another picture. */
  within(fromShare: number, toShare: number): void;
  /** `settle`: choose places anew; otherwise only follow the anchors. */
  place(
    camera: PerspectiveCamera,
    view: { readonly widthPx: number; readonly heightPx: number },
    settle: boolean,
  ): void;
  dispose(): void;
}

const MARKS: Partial<Record<DeviceLevel, string>> = {
  p1: '▲',
  p2: '◆',
  p3: '■',
  p4: '●',
  stale: '▨',
  unknown: '○',
};
const MAX_LABELS = 40;

/** What lies over the scene and must not hide a label: whatever the page marks `data-over-scene`. */
function coveredBy(container: HTMLElement): Rect[] {
  const origin = container.getBoundingClientRect();
  return [...document.querySelectorAll('[data-over-scene]')].map((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { leftPx: left - origin.left, topPx: top - origin.top, widthPx: width, heightPx: height };
  });
}

/** What of the view is another picture’s. */
function beside(
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
  [from, to]: readonly [number, number],
): Rect[] {
  return [
    { leftPx: 0, topPx: 0, widthPx: from * widthPx, heightPx },
    { leftPx: to * widthPx, topPx: 0, widthPx: (1 - to) * widthPx, heightPx },
  ].filter((rect) => rect.widthPx > 0);
}

export function createLabelLayer(
  container: HTMLElement,
  relayout: () => void,
  picked: (groupId: string) => void,
): LabelLayer {
  const layer = document.createElement('div');
  layer.className = 'scene-labels';
  layer.setAttribute('aria-hidden', 'true');
  const style = document.createElement('style');
  style.textContent = labelStyle;
  container.append(style, layer);
  const entries = new Map<string, Entry>();
  let shares: readonly [from: number, to: number] = [0, 1];

  // A font that arrives late changes every width.
  const measureAnew = () => {
    for (const entry of entries.values()) entry.widthPx = 0;
    relayout();
  };
  document.fonts.addEventListener('loadingdone', measureAnew);

  const create = (label: SceneLabel): Entry => {
    const box = document.createElement('div');
    const mark = document.createElement('i');
    const title = document.createElement('b');
    const note = document.createElement('span');
    const leader = document.createElement('u');
    mark.textContent = MARKS[label.level] ?? '';
    box.append(mark, title, note);
    layer.append(leader, box);
    const { groupId } = label;
    if (groupId !== undefined) box.addEventListener('click', () => picked(groupId));
    return { box, title, note, leader, label, widthPx: 0, heightPx: 0, text: '', offset: null };
  };
  const fill = (entry: Entry, label: SceneLabel) => {
    const text = `${label.level}|${label.title}|${label.note}`;
    entry.label = label;
    if (text === entry.text) return;
    entry.text = text;
    entry.box.className = `scene-label ${label.level}${label.groupId === undefined ? '' : ' pick'}`;
    entry.leader.className = `scene-leader ${label.level}`;
    entry.title.textContent = label.title;
    entry.note.textContent = label.note;
    const mark = entry.box.firstElementChild;
    if (mark) mark.textContent = MARKS[label.level] ?? '';
    entry.widthPx = 0;
  };
  const follow = (entry: Entry, xPx: number, yPx: number) => {
    const { box, leader, offset } = entry;
    if (!offset) return;
    const left = Math.round(xPx + offset[0]);
    const top = Math.round(yPx + offset[1]);
    box.style.transform = `translate(${left}px, ${top}px)`;
    // From the nearest edge of the box to the symbol.
    const fromX = Math.min(Math.max(xPx, left + 6), left + entry.widthPx - 6);
    const fromY = Math.min(Math.max(yPx, top), top + entry.heightPx);
    const length = Math.max(0, Math.hypot(xPx - fromX, yPx - fromY) - 13);
    const angle = Math.atan2(yPx - fromY, xPx - fromX);
    leader.style.transform = `translate(${fromX}px, ${fromY}px) rotate(${angle}rad) scaleX(${length})`;
  };
  const show = (entry: Entry, on: boolean) => {
    entry.box.style.visibility = on ? 'visible' : 'hidden';
    entry.leader.style.visibility = on ? 'visible' : 'hidden';
  };

  return {
    set(labels) {
      const wanted = new Set<string>();
      for (const label of [...labels].sort((a, b) => a.rank - b.rank).slice(0, MAX_LABELS)) {
        wanted.add(label.id);
        let entry = entries.get(label.id);
        if (!entry) entries.set(label.id, (entry = create(label)));
        fill(entry, label);
      }
      for (const [id, entry] of entries) {
        if (wanted.has(id)) continue;
        entry.box.remove();
        entry.leader.remove();
        entries.delete(id);
      }
    },
    within(fromShare, toShare) {
      shares = [fromShare, toShare];
    },
    place(camera, view, settle) {
      const anchors = new Map<string, { readonly xPx: number; readonly yPx: number }>();
      const requests: LabelRequest[] = [];
      for (const [id, entry] of entries) {
        const point = projectPoint(camera, view, entry.label.positionEnu);
        if (!point) continue;
        anchors.set(id, point);
        if (!settle) continue;
        if (entry.widthPx === 0) {
          entry.widthPx = entry.box.offsetWidth;
          entry.heightPx = entry.box.offsetHeight;
        }
        const { rank, must, level } = entry.label;
        if (!must && !isAlarm(level)) continue;
        requests.push({ id, ...point, widthPx: entry.widthPx, heightPx: entry.heightPx, rank, must });
      }
      if (settle) {
        for (const entry of entries.values()) entry.offset = null;
        for (const { id, leftPx, topPx } of placeLabels(requests, view, [
          ...coveredBy(container),
          ...beside(view, shares),
        ])) {
          const entry = entries.get(id);
          const anchor = anchors.get(id);
          if (entry && anchor) entry.offset = [leftPx - anchor.xPx, topPx - anchor.yPx];
        }
      }
      for (const [id, entry] of entries) {
        const anchor = anchors.get(id);
        show(entry, anchor !== undefined && entry.offset !== null);
        if (anchor) follow(entry, anchor.xPx, anchor.yPx);
      }
    },
    dispose() {
      document.fonts.removeEventListener('loadingdone', measureAnew);
      layer.remove();
      style.remove();
    },
  };
}
