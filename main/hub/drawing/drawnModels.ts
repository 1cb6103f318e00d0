/** Drawing → the IFC files of its models: one for each building, or for a quarter of a city one for each block; the ground. */
import { createHash } from 'node:crypto';
import proj4 from 'proj4';
import type { CompoundDrawing } from '#shared/drawing/drawing.ts';
import { gridAxesAt } from '#shared/geo/gridAxes.ts';
import { middleOf } from '#shared/drawing/rings.ts';
import type { MapFrame } from '#shared/ifc/ifcModel.ts';
import type { CompoundManifest, CompoundModel, CompoundOrigin } from '#shared/twin/compound.ts';
import { findCrs } from '../epsg.ts';
import { buildingsModel } from './buildingModel.ts';
import { siteModel } from './siteModel.ts';

/** So many buildings have a model each. */
const mostSingle = 60;
const blockM = 150;

export interface DrawnModel {
  readonly model: CompoundModel;
  readonly text: string;
}

/** What is said of the compound; its own models keep their ids and files. */
export type Surroundings = Pick<CompoundManifest, 'id' | 'name' | 'origin' | 'models'>;

export function drawnModels(
  { id, name, origin, models: there }: Surroundings,
  drawing: CompoundDrawing,
): DrawnModel[] {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  const title = { id, name, map: mapFrameOf(origin), digest };
  const models: DrawnModel[] = [];
  const own = there.filter(({ drawn }) => drawn !== true);
  const ids = new Set(own.map((model) => model.id));
  // Not every disk tells capitals.
  const files = new Set(own.flatMap((model) => model.files).map((file) => file.toLowerCase()));
  const idOf = (key: string) => `${id}-${key}`.slice(0, 64);
  const isFree = (key: string) => !ids.has(idOf(key)) && !files.has(`${key}.ifc`);
  const freeKey = (key: string, nth = 1): string => {
    const tried = nth === 1 ? key : `drawn-${nth - 1}-${key}`;
    return isFree(tried) ? tried : freeKey(key, nth + 1);
  };
  const put = (key: string, text: string, modelName: CompoundModel['name'], role: CompoundModel['role']) => {
    const free = freeKey(key);
    ids.add(idOf(free));
    files.add(`${free}.ifc`);
    models.push({
      text,
      model: { id: idOf(free), name: modelName, files: [`${free}.ifc`], role, drawn: true },
    });
  };
  if (drawing.buildings.length <= mostSingle)
    for (const building of drawing.buildings)
      put(building.key, buildingsModel(`${building.key}.ifc`, [building], title), building.name, 'building');
  else
    for (const [block, buildings] of blocksOf(drawing.buildings)) {
      const names = buildings.map((one) => one.name);
      const blockName = {
        zh: `${names[0]?.zh ?? ''}等 ${names.length} 栋`,
        en: `${names[0]?.en ?? ''} and ${names.length - 1} more`,
      };
      put(`block-${block}`, buildingsModel(`block-${block}.ifc`, buildings, title), blockName, 'building');
    }
  const { roads, areas, fence, gates, bays, lamps } = drawing;
  if ([roads, areas, fence, gates, bays, lamps].some((kind) => kind.length > 0))
    put('site', siteModel('site.ifc', drawing, title), { zh: '场地', en: 'Grounds' }, 'site');
  return models;
}

/** By where they stand: a change of one makes one block anew. */
function blocksOf(
  buildings: CompoundDrawing['buildings'],
): ReadonlyMap<string, CompoundDrawing['buildings']> {
  return Map.groupBy(buildings, ({ ring }) =>
    middleOf(ring)
      .map((valueM) => Math.floor(valueM / blockM))
      .map((cell) => (cell < 0 ? `w${-cell}` : `e${cell}`))
      .join('-'),
  );
}

function mapFrameOf(origin: CompoundOrigin): MapFrame {
  const definition = findCrs(origin.crs)?.definition;
  if (!definition) throw new Error(`No definition of ${origin.crs}.`);
  const project = proj4('EPSG:4326', definition);
  return { origin, axes: gridAxesAt(origin, (lonDeg, latDeg) => project.forward([lonDeg, latDeg])) };
}
