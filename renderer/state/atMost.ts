/**
 * At once after a calm, and then again only after a pause, whose length is asked for as it begins: a flood is shown in few
 * steps, a single change without delay.
 */
export interface AtMost {
  soon(): void;
  dispose(): void;
}

export function createAtMost(pauseMs: () => number, act: () => void): AtMost {
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
    }, pauseMs());
    act();
  };
  return { soon, dispose: () => clearTimeout(timer) };
}
