import type { Answer } from '#state/account.ts';
import { useScreen } from '#state/useScreen.tsx';

/** Says what went wrong, as every act of an operator does. */
export function useTold() {
  const screen = useScreen();
  return async (asked: Promise<Answer<object>>): Promise<boolean> => {
    const answer = await asked;
    if (!answer.ok) screen.notices.say('error', { fault: answer.error });
    return answer.ok;
  };
}
