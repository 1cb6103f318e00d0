/** What zigbee2mqtt says a device can do (`definition.exposes`) as points: plain features, and those within lights, locks, covers. */
import type { ForeignPoint } from '#hub/ingest/foreign/reading.ts';
import { isRecord, numberIn, scalarOf, stringIn, type JsonRecord } from '../records.ts';

const canSet = 2;
const mostFeatures = 250;
const deepest = 4;
/** Kinds that say no more than what the feature itself says. */
const plainKinds: ReadonlySet<string> = new Set(['switch', 'light', 'composite', 'fan', 'climate']);

export function pointsExposed(exposes: unknown): ForeignPoint[] {
  const points = new Map<string, ForeignPoint>();
  gather(exposes, '', undefined, 1, points);
  return [...points.values()];
}

function gather(
  features: unknown,
  prefix: string,
  within: string | undefined,
  depth: number,
  points: Map<string, ForeignPoint>,
): void {
  if (!Array.isArray(features) || depth > deepest) return;
  for (const feature of features.slice(0, mostFeatures)) {
    if (!isRecord(feature)) continue;
    const type = stringIn(feature, 'type') ?? '';
    const property = stringIn(feature, 'property');
    if (Array.isArray(feature['features'])) {
      const inner = type === 'composite' && property ? `${prefix}${property}.` : prefix;
      gather(feature['features'], inner, plainKinds.has(type) ? within : type, depth + 1, points);
    } else if (property) {
      const point = pointOf(feature, type, prefix + property, within);
      if (point && points.size < mostFeatures) points.set(point.key, point);
    }
  }
}

function pointOf(
  feature: JsonRecord,
  type: string,
  key: string,
  within: string | undefined,
): ForeignPoint | null {
  const name = stringIn(feature, 'label');
  const unit = stringIn(feature, 'unit');
  const common = {
    key,
    ...(name ? { name } : {}),
    ...(within === undefined ? {} : { deviceClass: within }),
    ...((numberIn(feature, 'access') ?? 0) & canSet ? { settable: true } : {}),
  };
  switch (type) {
    case 'binary': {
      const [on, off] = [scalarOf(feature['value_on']), scalarOf(feature['value_off'])];
      const words = [on, off].filter((one) => typeof one === 'string');
      return {
        ...common,
        kind: 'boolean',
        ...(on === undefined || on === null ? {} : { on }),
        ...(off === undefined || off === null ? {} : { off }),
        ...(words.length > 0 ? { words } : {}),
      };
    }
    case 'numeric':
      return { ...common, kind: 'number', ...(unit ? { unit } : {}) };
    case 'enum': {
      const values: unknown = feature['values'];
      const words = Array.isArray(values)
        ? values.filter((one) => typeof one === 'string').slice(0, 100)
        : [];
      return { ...common, kind: 'text', words };
    }
    case 'text':
      return { ...common, kind: 'text' };
    default:
      return null;
  }
}
