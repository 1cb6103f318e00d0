/**
 * Into a compound: its plan is fetched, the globe flies down to where the compound's page will begin, and hands over
 * there. Whoever takes the globe in hand, or presses Escape, stays.
 */
import { useCallback, useRef, useState } from 'react';
import type { GlobeHost } from '#globe/contract.ts';
import { landingPose } from '#scene/landing.ts';
import { poseOnEarth, type EcefPose } from '#shared/geo/pose.ts';
import type { CompoundSummary } from '#shared/protocol/socket.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { cross } from '#state/crossing.ts';
import { isPlaced } from '#state/standing.ts';
import { nextPicture } from './nextPicture.ts';
import { useDistrict } from './useDistrict.tsx';

export interface Journey {
  /** On the way to it. */
  readonly toId: string | null;
  enter(compound: CompoundSummary, alarmId?: string): Promise<void>;
  /** False where nobody was on the way. */
  cancel(): boolean;
}

export function useJourney(globe: GlobeHost | null): Journey {
  const { hub } = useDistrict();
  const [toId, setToId] = useState<string | null>(null);
  const turn = useRef(0);

  const enter = useCallback(
    async (compound: CompoundSummary, alarmId: string | null = null) => {
      const mine = ++turn.current;
      const { id } = compound;
      setToId(id);
      let pose: EcefPose | null = null;
      if (globe && isPlaced(compound)) {
        const plan = await hub.plan(id);
        if (mine !== turn.current) return;
        if (plan) globe.setPlan(id, plan);
        const { width, height } = globe.sizePx();
        const landing = landingPose(plan ?? emptyPlan, width / Math.max(1, height));
        pose = poseOnEarth(compound.manifest.origin, landing.eyeEnu, landing.targetEnu);
        await globe.viewpoint.flyTo(pose);
        if (mine !== turn.current) return;
        if (globe.viewpoint.pose() !== pose) return setToId(null);
        await nextPicture(globe);
      }
      cross('compound', { compound: id, pose, alarmId });
    },
    [globe, hub],
  );
  const cancel = useCallback(() => {
    if (toId === null) return false;
    turn.current++;
    globe?.interrupt();
    setToId(null);
    return true;
  }, [globe, toId]);
  return { toId, enter, cancel };
}
