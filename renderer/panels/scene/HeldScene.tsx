/**
 * Two instants in one picture: over the scene, which shows where the time bar stands, lies a second one that shows the
 * beginning of the chosen stretch, cut off at a divider. It looks from where the first one looks; hands reach the first alone.
 */
import { useEffect, useRef, useState } from 'react';
import { createDivider, createSceneHost } from '#scene/index.ts';
import type { SceneHost } from '#scene/contract.ts';
import type { Snapshot } from '#shared/protocol/socket.ts';
import { localTime } from '#shared/time/localTime.ts';
import { followSteps } from '#state/clockSteps.ts';
import { manifestOf, zoneOf } from '#state/facts.ts';
import { holdAt } from '#state/heldScreen.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { feedScene } from './feedScene.ts';

const middle = 0.5;
const titleMs = 1000;
const partingMs = 150;

export function HeldScene({ beside }: { beside: SceneHost | null }) {
  const swiped = useChoices(({ changes, comparison }) =>
    changes?.isSwiped && comparison === null ? changes.begun : null,
  );
  const compoundId = useFacts((facts) => facts.compoundId);
  if (!swiped || !beside) return null;
  return <HeldAt key={`${compoundId} ${swiped.atMs}`} state={swiped} beside={beside} />;
}

function HeldAt({ state, beside }: { state: Snapshot; beside: SceneHost }) {
  const screen = useScreen();
  const { t } = useText();
  const zone = useFacts(zoneOf);
  const cut = useRef<HTMLDivElement>(null);
  const edge = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLElement>(null);
  const at = useRef(middle);
  const [held, setHeld] = useState<SceneHost | null>(null);

  useEffect(() => {
    if (!cut.current) return;
    const then = holdAt(screen, state);
    const host = createSceneHost(cut.current, { theme: screen.preferences.getState().theme });
    const origin = manifestOf(screen.facts.getState())?.origin;
    if (origin) host.setOrigin(origin);
    const stops = [feedScene(then, host), beside.on('moved', (pose) => host.setPose(pose))];
    host.setPose(beside.pose());
    setHeld(host);
    screen.held.mount({ screen: then, share: () => at.current });
    return () => {
      screen.held.mount(null);
      stops.forEach((stop) => stop());
      host.dispose();
      then.dispose();
    };
  }, [screen, state, beside]);

  useEffect(() => {
    const [over, place] = [cut.current, edge.current];
    if (!over || !place || !held) return;
    let parting = 0;
    const partLabels = () => {
      held.setLabelsWithin(0, at.current);
      beside.setLabelsWithin(at.current, 1);
    };
    const cutAt = (share: number) => {
      at.current = share;
      // Once the hand rests: each time the labels of both are laid out.
      clearTimeout(parting);
      parting = window.setTimeout(partLabels, partingMs);
      over.style.clipPath = `inset(0 ${((1 - share) * 100).toFixed(3)}% 0 0)`;
      if (line.current) line.current.style.left = `${(share * 100).toFixed(3)}%`;
    };
    cutAt(at.current);
    const divider = createDivider(place, cutAt);
    divider.setName((left, right) => t('changes.divider', { left, right }));
    divider.place(at.current);
    const said = (atMs: number) => {
      const { date, clock } = localTime(atMs, zone);
      return `${date} ${clock}`;
    };
    let loaded = 1;
    const say = () => {
      const note = loaded < 1 ? t('scene.loading', { percent: Math.round(loaded * 100) }) : t('changes.then');
      const shown = { title: said(screen.clock.instantMs()), note: t('changes.shown') };
      divider.show({ kind: 'swipe', sides: [{ title: said(state.atMs), note }, shown] });
    };
    const stops = [
      followSteps(screen.clock, titleMs, say),
      // A name gives way to a card that has come to lie there.
      screen.choices.subscribe(() => requestAnimationFrame(divider.settle)),
      held.on('loading', ({ fraction }) => {
        loaded = fraction;
        say();
      }),
    ];
    return () => {
      stops.forEach((stop) => stop());
      clearTimeout(parting);
      beside.setLabelsWithin(0, 1);
      divider.dispose();
    };
  }, [screen, state, zone, held, beside, t]);

  return (
    <>
      <div ref={cut} className="held-scene" inert aria-hidden data-testid="held-scene" />
      <div ref={edge} className="held-edge" data-testid="held-edge">
        <i ref={line} />
      </div>
    </>
  );
}
