/** Sparkplug B payloads (protobuf) in plain values: 64-bit numbers as numbers, null as null, what is no reading left out. */
import './longNumbers.ts';
import { get } from 'sparkplug-payload';
import type { PointValue } from '#shared/protocol/device.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';

const codec = get('spBv1.0');
const mostBytes = 1024 * 1024;

type Encoded = Parameters<NonNullable<typeof codec>['encodePayload']>[0];
type EncodedMetric = NonNullable<Encoded['metrics']>[number];
export type MetricType = EncodedMetric['type'];

export interface Metric {
  /** Empty where only its alias is said. */
  readonly name: string;
  readonly alias: number | null;
  readonly type: MetricType;
  /** Undefined: no value that a point could have. */
  readonly value: PointValue | undefined;
  /** Ms since epoch. */
  readonly tMs: number | null;
  readonly unit: string | undefined;
}

export interface Payload {
  readonly tMs: number | null;
  readonly seq: number | null;
  readonly metrics: readonly Metric[];
}

export function decodePayload(bytes: Uint8Array): Result<Payload> {
  if (bytes.byteLength > mostBytes) return failure('too-large', { bytes: bytes.byteLength, most: mostBytes });
  try {
    const found = codec?.decodePayload(bytes);
    if (!found) return failure('sparkplug-payload', { reason: 'spBv1.0' });
    const tMs = numberOf(found.timestamp);
    return success({
      tMs,
      seq: numberOf(found.seq),
      metrics: (found.metrics ?? []).map((metric) => ({
        name: metric.name ?? '',
        alias: numberOf(metric.alias),
        type: metric.type,
        value: valueOf(metric.type, metric.value),
        tMs: numberOf(metric.timestamp) ?? tMs,
        unit: metric.properties ? unitOf(metric.properties) : undefined,
      })),
    });
  } catch (error) {
    return failure('sparkplug-payload', { reason: error instanceof Error ? error.message : String(error) });
  }
}

export interface MetricOrder {
  readonly name: string;
  readonly alias: number | null;
  readonly type: MetricType;
  readonly value: string | number | boolean;
}

/** A metric that has an alias is said by it alone. */
export function encodeMetrics(metrics: readonly MetricOrder[], tMs: number): Uint8Array {
  if (!codec) throw new Error('no codec for spBv1.0');
  return codec.encodePayload({
    timestamp: tMs,
    metrics: metrics.map(({ name, alias, type, value }) => ({
      ...(alias === null ? { name } : { alias }),
      timestamp: tMs,
      type,
      value,
    })),
  });
}

/** Long or number; null where there is none. */
function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null || !('toNumber' in value)) return null;
  return typeof value.toNumber === 'function' ? Number(value.toNumber()) : null;
}

function valueOf(type: MetricType, value: unknown): PointValue | undefined {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'Int8':
      return typeof value === 'number' ? (value << 24) >> 24 : undefined;
    case 'Int16':
      return typeof value === 'number' ? (value << 16) >> 16 : undefined;
    case 'UInt32': {
      // Whole numbers beyond 2³¹ come as negative ones.
      const number = numberOf(value);
      return number === null ? undefined : number >>> 0;
    }
    case 'Int32':
    case 'Int64':
    case 'UInt8':
    case 'UInt16':
    case 'UInt64':
    case 'DateTime':
      return numberOf(value) ?? undefined;
    case 'Float':
    case 'Double':
      return typeof value === 'number' ? value : undefined;
    case 'Boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'String':
    case 'Text':
    case 'UUID':
      return typeof value === 'string' ? value : undefined;
    default:
      return undefined;
  }
}

function unitOf(
  properties: Readonly<Record<string, { readonly value: unknown } | undefined>>,
): string | undefined {
  for (const key of ['engUnit', 'EngUnit', 'engineeringUnits', 'unit'])
    if (Object.hasOwn(properties, key)) {
      const unit = properties[key]?.value;
      if (typeof unit === 'string') return unit.slice(0, 32);
    }
  return undefined;
}
