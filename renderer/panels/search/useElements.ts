/** Elements of models by name, class, GlobalId or property once typing rests: the hub is asked until the screen holds them. */
import { useEffect, useState } from 'react';
import { goToElement } from '#commands/elements.ts';
import type { FoundElement } from '#shared/protocol/model.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import type { Thing } from './findThings.ts';

const restMs = 180;
const shortest = 2;
const limit = 8;

async function ask(
  { books, facts }: ScreenContext,
  q: string,
  compound: string,
  signal: AbortSignal,
): Promise<readonly FoundElement[]> {
  const { models } = facts.getState();
  const held = books.search(models, q, limit);
  if (held) return held;
  // The hub answers these words; the next ones are looked up here.
  void books.open(models);
  const query = new URLSearchParams({ q, compound, limit: String(limit) });
  try {
    const response = await fetch(`/api/models/elements?${query}`, { signal });
    if (!response.ok) return [];
    return ((await response.json()) as { elements: readonly FoundElement[] }).elements;
  } catch {
    // Other words are wanted by now, also where the answer had begun; or the hub is away, and that is said elsewhere.
    return [];
  }
}

/** Empty where this person may not see models: the hub says so. */
export function useElements(text: string): readonly Thing[] {
  const { t, local } = useText();
  const screen = useScreen();
  const compound = useFacts((facts) => facts.compoundId);
  const [found, setFound] = useState<{ wanted: string; elements: readonly FoundElement[] }>();
  const wanted = text.trim();
  useEffect(() => {
    if (wanted.length < shortest || compound === null) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const elements = await ask(screen, wanted, compound, stop.signal);
      if (!stop.signal.aborted) setFound({ wanted, elements });
    }, restMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [screen, wanted, compound]);
  // What was found for other words is not an answer to these.
  const elements = found?.wanted === wanted ? found.elements : [];
  return elements.map((element) => ({
    id: `element ${element.modelId} ${element.index}`,
    title: `${local(element.name) || element.globalId} · ${local(element.model)}`,
    kind: `${t('search.element')} ${element.type}`,
    run: (screen) => goToElement(screen, element),
  }));
}
