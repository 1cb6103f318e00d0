/** At once after a calm, and then no more often than this: a flood is shown in few steps, a single change without delay. */
export interface AtMost {
  soon(): void;
  dispose(): void;
}

export function createAtMost(everyMs: number, act: () => void): AtMost {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = false;
  const soon = () => {
    if (timer !== undefined) {
      due = true;
      return;
    }
    due = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (due) soon();
    }, everyMs);
    act();
  };
  return { soon, dispose: () => clearTimeout(timer) };
}
