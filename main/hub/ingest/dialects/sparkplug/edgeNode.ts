/** What is known of a Sparkplug edge node between its birth and its death: its session, sequence and aliases. */
import type { ForeignDevice } from '#hub/ingest/foreign/foreignDevice.ts';
import type { MetricType } from './payload.ts';

const rebirthEveryMs = 60_000;

export interface BornMetric {
  readonly name: string;
  readonly alias: number | null;
  readonly type: MetricType;
}

export interface EdgeNode {
  readonly group: string;
  readonly id: string;
  /** `<group>/<node>` */
  readonly key: string;
  isBorn: boolean;
  /** Of the session that its last will speaks of. */
  bdSeq: number | null;
  seq: number | null;
  readonly aliases: Map<number, BornMetric>;
  /** By device, empty for the node itself, and name. */
  readonly metrics: Map<string, Map<string, BornMetric>>;
  readonly born: Map<string, ForeignDevice>;
  askedMs: number;
}

export function newEdgeNode(group: string, id: string): EdgeNode {
  return {
    group,
    id,
    key: `${group}/${id}`,
    isBorn: false,
    bdSeq: null,
    seq: null,
    aliases: new Map(),
    metrics: new Map(),
    born: new Map(),
    askedMs: -Infinity,
  };
}

/** Whether messages were missed before this one. The same number again is the same message again. */
export function hasGap(node: EdgeNode, seq: number | null): boolean {
  const { seq: last } = node;
  if (seq === null) return false;
  node.seq = seq;
  return last !== null && seq !== last && seq !== (last + 1) % 256;
}

/** It may be asked to be born again, once a minute. */
export function mayAsk(node: EdgeNode, nowMs: number): boolean {
  if (nowMs - node.askedMs < rebirthEveryMs) return false;
  node.askedMs = nowMs;
  return true;
}
