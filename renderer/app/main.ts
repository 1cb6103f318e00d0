/**
 * Where the operations screen begins: the hub is called and the scene made ready first, because both take a while of
 * their own; the panels follow while the card draws.
 */
import '../ui/tokens.css';
import '../ui/base.css';
import { startScene } from '#panels/scene/sceneStand.ts';
import { goToSignIn } from '#state/account.ts';
import { askedCompound, takeCrossing } from '#state/crossing.ts';
import { createScreenContext, type ScreenContext } from '#state/screenContext.ts';

/** Panels wait no longer than this: without a compound, or without a hub, there is nothing to draw. */
const longestMs = 800;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Resolves once the compound is known and its first picture has been handed to the card. */
async function firstPictureSent({ facts }: ScreenContext): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = () => facts.getState().compoundId !== null && resolve();
    facts.subscribe(look);
    look();
  });
  await frame();
  await frame();
}

const screen = createScreenContext({
  onRefused: goToSignIn,
  compoundId: askedCompound(location.search),
});
startScene(screen, takeCrossing('compound'));
await Promise.race([firstPictureSent(screen), pause(longestMs)]);
const { showOperations } = await import('./operations.tsx');
await showOperations(screen);
performance.mark('panels');
