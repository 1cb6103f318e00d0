/**
 * What lies over a picture of two versions: the name of each side, and on a swipe the divider, moved by pointer, touch or
 * keys. The line between the sides is part of the picture itself.
 */
import type { SceneSide, SceneSplit } from '../splitContract.ts';
import { dividerAfter, type SplitKind } from './panes.ts';
import { dividerStyle } from './dividerStyle.ts';

/** What it tells of the two sides. */
export interface DividedPicture extends Pick<SceneSplit, 'kind'> {
  readonly sides: readonly [Names, Names];
}
type Names = Pick<SceneSide, 'title' | 'note'>;

export interface Divider {
  show(split: DividedPicture | null): void;
  /** 0 left … 1 right. */
  place(at: number): void;
  /** Names give way to what has come to lie over the scene. */
  settle(): void;
  /** What the divider is called for those who do not see it. */
  setName(name: (left: string, right: string) => string): void;
  dispose(): void;
}

const ARROWS =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M8.5 6.5 3 12l5.5 5.5M15.5 6.5 21 12l-5.5 5.5"/></svg>';
const MIDDLE = 0.5;

export function createDivider(container: HTMLElement, moved: (at: number) => void): Divider {
  const root = document.createElement('div');
  root.className = 'scene-split';
  root.hidden = true;
  root.dataset['testid'] = 'scene-split';
  const style = document.createElement('style');
  style.textContent = dividerStyle;
  const title = (testId: string) => {
    const box = document.createElement('div');
    box.className = 'scene-split-title';
    box.dataset['testid'] = testId;
    box.dataset['overScene'] = '';
    const name = document.createElement('b');
    const note = document.createElement('span');
    box.append(name, note);
    return { box, name, note };
  };
  const titles = [title('split-left'), title('split-right')] as const;
  const grip = document.createElement('button');
  grip.type = 'button';
  grip.className = 'scene-split-grip';
  grip.dataset['testid'] = 'split-divider';
  const knob = document.createElement('i');
  knob.innerHTML = ARROWS;
  grip.append(knob);
  for (const [name, value] of [
    ['role', 'slider'],
    ['aria-orientation', 'horizontal'],
    ['aria-valuemin', '0'],
    ['aria-valuemax', '100'],
  ] as const)
    grip.setAttribute(name, value);
  root.append(titles[0].box, grip, titles[1].box);
  container.append(style, root);

  let kind: SplitKind = null;
  let at = MIDDLE;
  let spoken = (left: string, right: string) => `${left} | ${right}`;
  let sides: readonly [string, string] = ['', ''];
  /** How far from the divider it was taken hold of, CSS pixels. */
  let heldAtPx: number | null = null;

  const describe = () => {
    grip.setAttribute('aria-label', spoken(...sides));
    grip.setAttribute('aria-valuenow', String(Math.round(at * 100)));
    grip.setAttribute('aria-valuetext', `${sides[0]} ${Math.round(at * 100)} %`);
  };
  const place = (next: number) => {
    at = next;
    const left = `${(kind === 'beside' ? MIDDLE : at) * 100}%`;
    grip.style.left = left;
    // A name that has no room on its side any more gives way.
    titles.forEach(({ box }, side) => {
      box.style.left = left;
      const room = side === 0 ? at : 1 - at;
      box.style.visibility = kind === 'swipe' && room < 0.08 ? 'hidden' : '';
    });
    describe();
  };
  /** Below; where something lies there, under the bar at the top, or under what lies below that. */
  const settle = () => {
    if (kind === null) return;
    const others = [...document.querySelectorAll('[data-over-scene]:not(.scene-split-title)')].map((one) =>
      one.getBoundingClientRect(),
    );
    for (const { box } of titles) {
      const isFree = () => {
        const own = box.getBoundingClientRect();
        return !others.some(
          ({ left, right, top, bottom }) =>
            left < own.right && own.left < right && top < own.bottom && own.top < bottom,
        );
      };
      box.classList.remove('high', 'lower');
      if (isFree()) continue;
      box.classList.add('high');
      if (isFree()) continue;
      box.classList.add('lower');
      if (!isFree()) box.classList.remove('high', 'lower');
    }
  };
  const move = (next: number) => {
    if (next === at) return;
    place(next);
    moved(next);
  };
  grip.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const box = root.getBoundingClientRect();
    heldAtPx = event.clientX - box.left - at * box.width;
    grip.setPointerCapture(event.pointerId);
    grip.classList.add('held');
  });
  grip.addEventListener('pointermove', (event) => {
    if (heldAtPx === null) return;
    const box = root.getBoundingClientRect();
    const share = (event.clientX - box.left - heldAtPx) / Math.max(1, box.width);
    move(Math.min(1, Math.max(0, share)));
  });
  const letGo = () => {
    heldAtPx = null;
    grip.classList.remove('held');
  };
  grip.addEventListener('pointerup', letGo);
  grip.addEventListener('pointercancel', letGo);
  grip.addEventListener('lostpointercapture', letGo);
  grip.addEventListener('dblclick', () => move(MIDDLE));
  grip.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = dividerAfter(event.key, event.shiftKey, at);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    move(next);
  });
  return {
    show(split) {
      kind = split?.kind ?? null;
      if (kind !== 'swipe') letGo();
      root.hidden = split === null;
      grip.hidden = split?.kind !== 'swipe';
      split?.sides.forEach(({ title: name, note }, side) => {
        const box = titles[side];
        if (!box) return;
        box.name.textContent = name;
        box.note.textContent = note;
      });
      if (split) sides = [split.sides[0].title, split.sides[1].title];
      place(at);
      settle();
    },
    place,
    settle,
    setName(name) {
      spoken = name;
      describe();
    },
    dispose() {
      root.remove();
      style.remove();
    },
  };
}
