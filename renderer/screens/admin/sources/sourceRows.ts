/** The lines of the table of sources, and the whole that is sent back when one of them changes. */
import type { BrokerEdit, DialectChoices, SourcesEdit, SourcesView } from '#shared/protocol/sources.ts';
import type { SourceReport } from '#shared/protocol/foreign.ts';
import { dialectIds } from '#shared/protocol/dialectIds.ts';

export interface SourceLine {
  readonly id: string;
  readonly url: string | null;
  readonly on: boolean;
  /** One of those that the file names: it can be changed, switched off and removed. */
  readonly isBroker: boolean;
  /** Null: it does not run. */
  readonly report: SourceReport | null;
}
/** What is open for change. */
export type OpenForm =
  { readonly kind: 'new' } | { readonly kind: 'main' } | { readonly kind: 'edit'; readonly id: string };
export type BrokerDraft = BrokerEdit;

/** What runs first, then what is switched off. */
export function rowsOf({ sources, brokers }: SourcesView): readonly SourceLine[] {
  const named = new Map(brokers.map((one) => [one.id, one]));
  const running = sources.map((report) => ({
    id: report.id,
    url: report.url,
    on: true,
    isBroker: named.has(report.id),
    report,
  }));
  const known = new Set(running.map(({ id }) => id));
  const off = brokers
    .filter(({ id }) => !known.has(id))
    .map(({ id, url, on }) => ({ id, url, on, isBroker: true, report: null }));
  return [...running, ...off];
}

/** Logins are left out: the hub keeps those that it has. */
export function editOf(
  { dialects, brokers }: SourcesView,
  change: (brokers: readonly BrokerDraft[]) => readonly BrokerDraft[],
): SourcesEdit {
  return {
    dialects,
    brokers: [...change(brokers.map(({ id, url, on, dialects: own }) => ({ id, url, on, dialects: own })))],
  };
}

/** A dialect as the form shows it: on or off, and its topics as text; empty: the usual one. */
export interface DialectDraft {
  readonly id: (typeof dialectIds)[number];
  readonly on: boolean;
  readonly topics: string;
}

export function draftsOf(choices: DialectChoices): readonly DialectDraft[] {
  return dialectIds.map((id) => {
    const choice: { on?: boolean; baseTopics?: string[] } = choices[id] ?? {};
    return { id, on: choice.on !== false, topics: choice.baseTopics?.join(', ') ?? '' };
  });
}

/** Says nothing of what is as usual. */
export function choicesOf(drafts: readonly DialectDraft[]): DialectChoices {
  const choices: DialectChoices = {};
  for (const { id, on, topics } of drafts) {
    const baseTopics = topics
      .split(/[,，]/)
      .map((one) => one.trim().replace(/\/+$/, ''))
      .filter((one) => one !== '');
    const usual = on ? {} : { on };
    if (id === 'native') {
      if (!on) choices.native = { on };
    } else if (baseTopics.length > 0) choices[id] = { ...usual, baseTopics };
    else if (!on) choices[id] = usual;
  }
  return choices;
}
