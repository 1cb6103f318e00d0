/**
 * Which chunks of all models are held: all, as long as they are no more triangles than a screen may hold; beyond that the
 * nearest. What goes is fetched again, mostly from what the browser kept, when one comes near.
 */
import type { Vector3Like } from 'three';

export interface Slot {
  /** ENU metres; of the chunk's box. */
  readonly centreEnu: Vector3Like;
  readonly radiusM: number;
  readonly triangles: number;
  load(): Promise<void>;
  unload(): void;
}

export interface Residency {
  /** Held, or to be held now; loads it then. Resolves when it is there, or was found to have no room. */
  add(slot: Slot): Promise<void>;
  remove(slot: Slot): void;
  /** One looks from here now. */
  follow(eyeEnu: Vector3Like): void;
}

/** Moved by less, nothing is reckoned again. */
const STEP_M = 5;
const AT_ONCE = 2;

export function createResidency(mostTriangles: number): Residency {
  const held = new Set<Slot>();
  const away = new Set<Slot>();
  const loading = new Set<Slot>();
  let triangles = 0;
  let eye: { x: number; y: number; z: number } | null = null;
  let isDirty = false;

  const distanceOf = ({ centreEnu, radiusM }: Slot): number =>
    eye ? Math.hypot(centreEnu.x - eye.x, centreEnu.y - eye.y, centreEnu.z - eye.z) - radiusM : 0;

  async function load(slot: Slot): Promise<void> {
    away.delete(slot);
    held.add(slot);
    loading.add(slot);
    triangles += slot.triangles;
    try {
      await slot.load();
    } finally {
      loading.delete(slot);
    }
  }

  function unload(slot: Slot): void {
    if (!held.delete(slot)) return;
    triangles -= slot.triangles;
    away.add(slot);
    slot.unload();
  }

  /** Nearer ones that wait take the place of the farthest. */
  function arrange(): void {
    const waiting = [...away].sort((a, b) => distanceOf(a) - distanceOf(b));
    const farthest = [...held]
      .filter((slot) => !loading.has(slot))
      .sort((a, b) => distanceOf(b) - distanceOf(a));
    for (const slot of waiting) {
      if (loading.size >= AT_ONCE) {
        isDirty = true;
        return;
      }
      const away = distanceOf(slot);
      // Some slack, so that two at one distance do not take turns.
      const slack = Math.max(STEP_M, Math.abs(away) * 0.1);
      const leaving: Slot[] = [];
      let room = mostTriangles - triangles;
      for (const last of farthest) {
        if (room >= slot.triangles || distanceOf(last) < away + slack) break;
        leaving.push(last);
        room += last.triangles;
      }
      if (room < slot.triangles) continue;
      for (const last of leaving) unload(last);
      farthest.splice(0, leaving.length);
      // Whatever is wrong with it, it shows nothing: it waits for the next time.
      load(slot).catch(() => unload(slot));
    }
  }

  return {
    async add(slot) {
      // One that is too large by itself is better than nothing.
      if (triangles + slot.triangles <= mostTriangles || held.size === 0) return load(slot);
      away.add(slot);
      isDirty = true;
    },
    remove(slot) {
      if (held.delete(slot)) {
        triangles -= slot.triangles;
        isDirty = true;
      }
      away.delete(slot);
    },
    follow({ x, y, z }) {
      const moved = eye ? Math.hypot(x - eye.x, y - eye.y, z - eye.z) : Infinity;
      if (away.size === 0 || (moved < STEP_M && !isDirty)) {
        if (away.size === 0) eye = { x, y, z };
        return;
      }
      eye = { x, y, z };
      isDirty = false;
      arrange();
    },
  };
}
