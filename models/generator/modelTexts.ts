/**
 * The IFC files of a compound and of its earlier phases. What is the same in every phase is one model of all of them;
 * elements keep their GlobalIds, so that phases can be compared.
 */
import type { CompoundModel } from '#shared/twin/compound.ts';
import type { CompoundDesign, PhaseDesign } from './design.ts';
import type { MapFrame } from '#shared/ifc/ifcModel.ts';
import { buildingFile } from './ifc/buildingFile.ts';
import { siteFile } from './ifc/siteFile.ts';

interface ModelText {
  readonly model: CompoundModel;
  readonly text: string;
}

type Subject = Pick<CompoundModel, 'name' | 'role' | 'placeId'> & {
  /** `building-3`, `site` */
  readonly file: string;
  /** `3`, `site` */
  readonly key: string;
  readonly textIn: (design: CompoundDesign) => string;
};

/** Oldest first, the design itself last; null where there is but one. */
export function phasesOf(design: CompoundDesign): readonly PhaseDesign[] | null {
  const { earlier, phase, buildings, site } = design;
  return earlier && phase ? [...earlier, { ...phase, buildings, site }] : null;
}

export function modelTexts(design: CompoundDesign, frame: MapFrame): readonly ModelText[] {
  const subjects: readonly Subject[] = [
    ...design.buildings.map(({ id }): Subject => ({
      file: `building-${id}`,
      key: id,
      name: { zh: `${id}号楼`, en: `Building ${id}` },
      role: 'building',
      placeId: id,
      textIn: (of) => {
        const building = of.buildings.find((one) => one.id === id);
        return building ? buildingFile(building, of, frame) : '';
      },
    })),
    {
      file: 'site',
      key: 'site',
      name: { zh: '场地', en: 'Site' },
      role: 'site',
      textIn: (of) => siteFile(of, frame),
    },
  ];
  return subjects.flatMap((subject) => textsOf(subject, design));
}

function textsOf(
  { file, key, name, role, placeId, textIn }: Subject,
  design: CompoundDesign,
): readonly ModelText[] {
  const rest = { role, ...(placeId === undefined ? {} : { placeId }) };
  const id = `${design.facts.id}-${key}`;
  const now = textIn(design);
  const phases = phasesOf(design) ?? [];
  const before = phases
    .slice(0, -1)
    .map((phase) => ({ phase, text: textIn({ ...design, buildings: phase.buildings, site: phase.site }) }));
  const same = before.every(({ text }) => text === now);
  const current = phases.filter(({ id: phase }) =>
    before.every((one) => one.phase.id !== phase || one.text === now),
  );
  const made: ModelText[] = [
    {
      model: {
        id,
        name: same ? name : inPhase(name, phases.at(-1)),
        files: [`${file}.ifc`],
        ...rest,
        ...(same ? {} : { phases: current.map((phase) => phase.id) }),
      },
      text: now,
    },
  ];
  for (const { phase, text } of before) {
    if (text === now || text === '') continue;
    made.push({
      model: {
        id: `${id}-${phase.id}`,
        name: inPhase(name, phase),
        files: [`${file}-${phase.id}.ifc`],
        ...rest,
        phases: [phase.id],
      },
      text,
    });
  }
  return made;
}

function inPhase(name: CompoundModel['name'], phase: PhaseDesign | undefined): CompoundModel['name'] {
  return phase
    ? { zh: `${name.zh} ${phase.name.zh}`, en: `${name.en}, ${phase.name.en.toLowerCase()}` }
    : name;
}
