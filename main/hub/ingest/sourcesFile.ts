/**
 * `sources.json` of the data directory: which dialects are listened to under which topics, and further brokers beside the
 * first. Without it every dialect is on under its usual topic, and there is one broker. Version 1.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { faultOf, shapeFaults } from '#shared/compounds/faults.ts';
import { failure, success, type PlacedFault, type Result } from '#shared/protocol/result.ts';

const fileName = 'sources.json';
/** The broker that the hub is started with. */
export const mainSource = 'main';

const Choice = Type.Object(
  {
    on: Type.Optional(Type.Boolean()),
    baseTopics: Type.Optional(
      Type.Array(Type.String({ pattern: '^[^+#/\\u0000]+(/[^+#/\\u0000]+)*$', maxLength: 200 }), {
        minItems: 1,
        maxItems: 20,
      }),
    ),
  },
  { additionalProperties: false },
);
const choice = Type.Optional(Choice);
export const DialectChoices = Type.Object(
  {
    native: Type.Optional(
      Type.Object({ on: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
    ),
    'home-assistant': choice,
    zigbee2mqtt: choice,
    tasmota: choice,
    thingsboard: choice,
    frigate: choice,
    sparkplug: choice,
  },
  { additionalProperties: false },
);
export type DialectChoices = Static<typeof DialectChoices>;

const SourcesFile = Type.Object(
  {
    version: Type.Literal(1),
    dialects: Type.Optional(DialectChoices),
    brokers: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }),
            url: Type.String({ pattern: '^(mqtt|mqtts|ws|wss)://[^\\s/]+', maxLength: 2048 }),
            dialects: Type.Optional(DialectChoices),
          },
          { additionalProperties: false },
        ),
        { maxItems: 32 },
      ),
    ),
  },
  { additionalProperties: false },
);

export interface SourceSettings {
  readonly id: string;
  /** Null: the broker that the hub is started with. */
  readonly url: string | null;
  readonly dialects: DialectChoices;
}

export const usualSources: readonly [SourceSettings] = [{ id: mainSource, url: null, dialects: {} }];

/** The first is the broker that the hub is started with. */
export function readSourcesFile(dataDir: string): Result<readonly [SourceSettings, ...SourceSettings[]]> {
  const path = join(dataDir, fileName);
  if (!existsSync(path)) return success(usualSources);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure('sources-file', { faults: [faultOf(fileName, '', 'file-closed', { reason })] });
  }
  const faults: PlacedFault[] = shapeFaults(fileName, SourcesFile, value);
  if (faults.length > 0) return failure('sources-file', { faults });
  // Checked just now.
  const { dialects = {}, brokers = [] } = value as Static<typeof SourcesFile>;
  const ids = new Set([mainSource]);
  brokers.forEach(({ id }, nth) => {
    if (ids.has(id)) faults.push(faultOf(fileName, `brokers[${nth}].id`, 'file-source-twice', { id }));
    ids.add(id);
  });
  if (faults.length > 0) return failure('sources-file', { faults });
  return success([
    { id: mainSource, url: null, dialects },
    ...brokers.map(({ id, url, dialects: own = {} }) => ({ id, url, dialects: own })),
  ]);
}
