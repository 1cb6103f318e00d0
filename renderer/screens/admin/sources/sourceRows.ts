/** The lines of the table of sources, and the whole that is sent back when one of them changes. */
import type {
  BrokerEdit,
  CameraEdit,
  DialectChoices,
  SourcesEdit,
  SourcesView,
  ViidEdit,
} from '#shared/protocol/sources.ts';
import type { SourceReport } from '#shared/protocol/foreign.ts';
import { dialectIds } from '#shared/protocol/dialectIds.ts';

export interface SourceLine {
  readonly id: string;
  readonly url: string | null;
  readonly on: boolean;
  /** What can be changed, switched off and removed; null: the hub's own, or edited elsewhere. */
  readonly kind: 'broker' | 'camera' | null;
  /** As a person called it. */
  readonly name: string | null;
  /** Null: it does not run. */
  readonly report: SourceReport | null;
}
/** What is open for change. */
export type OpenForm =
  | { readonly kind: 'new' }
  | { readonly kind: 'main' }
  | { readonly kind: 'edit'; readonly id: string }
  | { readonly kind: 'camera'; readonly id: string | null };
export type BrokerDraft = BrokerEdit;

/** What runs first, then what is switched off. */
export function rowsOf({ sources, brokers, cameras }: SourcesView): readonly SourceLine[] {
  const edited: readonly Omit<SourceLine, 'report'>[] = [
    ...brokers.map(({ id, url, on }) => ({ id, url, on, kind: 'broker' as const, name: null })),
    ...cameras.map(({ id, url, on, name }) => ({ id, url, on, kind: 'camera' as const, name })),
  ];
  const named = new Map(edited.map((one) => [one.id, one]));
  const running = sources.map((report) => ({
    id: report.id,
    url: report.url,
    on: true,
    kind: named.get(report.id)?.kind ?? null,
    name: named.get(report.id)?.name ?? null,
    report,
  }));
  const known = new Set(running.map(({ id }) => id));
  const off = edited.filter(({ id }) => !known.has(id)).map((one) => ({ ...one, report: null }));
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

export function camerasEdit(
  view: SourcesView,
  change: (cameras: readonly CameraEdit[]) => readonly CameraEdit[],
): SourcesEdit {
  const before = view.cameras.map(({ id, kind, url, on, name, anyCertificate }): CameraEdit => ({
    id,
    kind,
    url,
    on,
    ...(name === null ? {} : { name }),
    ...(anyCertificate ? { anyCertificate } : {}),
  }));
  return { ...editOf(view, (brokers) => brokers), cameras: [...change(before)] };
}

/** Secrets are left out: the hub keeps those that it has. */
export function viidEdit(view: SourcesView, change: (before: ViidEdit) => ViidEdit): SourcesEdit {
  const devices = view.viid?.devices.map(({ id, name, on, direction, subscribeUrl }) => ({
    id,
    on,
    ...(name === null ? {} : { name }),
    ...(direction === null ? {} : { direction }),
    ...(subscribeUrl === null ? {} : { subscribeUrl }),
  }));
  return {
    ...editOf(view, (brokers) => brokers),
    viid: change({ id: view.viid?.id ?? '', devices: devices ?? [] }),
  };
}

/** Every id that a source has, or may not have. */
export function takenIds({ sources, brokers, cameras }: SourcesView): ReadonlySet<string> {
  return new Set([
    'main',
    'http',
    'modbus',
    'viid',
    ...[...sources, ...brokers, ...cameras].map(({ id }) => id),
  ]);
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
