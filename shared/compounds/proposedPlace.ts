/**
 * Where a device is, as its name says it: `3-2-501 烟感`, `烟感 3号楼2单元501`, `Bldg 3 Unit 2 Room 501`. Only places that
 * the plan has are proposed; where it has no such home, the unit or building that it has.
 */
const numerals: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const longestName = 200;

const written: readonly RegExp[] = [
  // 3号楼2单元501室, 3栋2单元, 3幢
  /(?<![\p{L}\p{N}])(?<building>\d{1,3}|[a-z])\s*(?:号楼|号院|栋|幢|座|#)\s*(?:(?<unit>\d{1,2})\s*(?:单元|门|-)\s*)?(?:(?<room>\d{3,4})(?!\d)\s*(?:室|房|号|户)?)?/iu,
  // Bldg 3 Unit 2 Room 501
  /\b(?:building|bldg|block|blk|tower)\.?\s*#?(?<building>\d{1,3}|[a-z])\b(?:[\s,.-]*(?:unit|entrance|stair|staircase)\.?\s*#?(?<unit>\d{1,2})\b)?(?:[\s,.-]*(?:room|rm|apartment|apt|flat|home|no)\.?\s*#?(?<room>\d{3,4})\b)?/iu,
  // 3/2/501, 3_2_501, 3.2.501
  /(?<!\d)(?<building>\d{1,3})[-–_/.\s](?<unit>\d{1,2})[-–_/.\s](?<room>\d{3,4})(?!\d)/u,
];

export function proposePlace(name: string, places: ReadonlySet<string>): string | null {
  if (places.size === 0) return null;
  const text = plainText(name.slice(0, longestName));
  for (const pattern of written) {
    const groups = pattern.exec(text)?.groups;
    const building = groups?.['building'];
    if (building === undefined) continue;
    const found = placeOf(building, groups?.['unit'], groups?.['room'], places);
    if (found) return found;
  }
  return namedPlace(text, places);
}

function placeOf(
  building: string,
  unit: string | undefined,
  room: string | undefined,
  places: ReadonlySet<string>,
): string | null {
  for (const spelt of [building, building.toUpperCase()]) {
    const inOrder = [
      unit && room && `${spelt}-${unit}-${room}`,
      room && `${spelt}-${room}`,
      unit && `${spelt}-${unit}`,
      spelt,
    ];
    for (const id of inOrder) if (id && places.has(id)) return id;
  }
  return null;
}

/** The longest id that stands in the name as a word of its own; a bare number could be anything. */
function namedPlace(text: string, places: ReadonlySet<string>): string | null {
  let best: string | null = null;
  for (const id of wordsThatMayBePlaces(text))
    if (places.has(id) && (best === null || id.length > best.length)) best = id;
  return best;
}

function* wordsThatMayBePlaces(text: string): Iterable<string> {
  for (const [word] of text.matchAll(/[\p{L}\p{N}]+(?:[-/][\p{L}\p{N}]+)*/gu)) {
    if (/^\d+$/.test(word)) continue;
    yield word;
    yield word.toLowerCase();
    // 3-2-501烟感: what is written in figures ends where words begin.
    const figures = /^[\da-z]+(?:[-/][\da-z]+)+/i.exec(word)?.[0];
    if (figures !== undefined) yield figures;
  }
}

/** Full-width figures and Chinese numerals before 号楼, 栋, 幢, 单元 as figures. */
function plainText(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/[一二两三四五六七八九十]{1,3}(?=\s*(?:号楼|栋|幢|座|单元))/gu, (word) =>
      String(numberOf(word)),
    );
}

function numberOf(word: string): number {
  const [tens, ones] = word.includes('十') ? word.split('十') : [null, word];
  const ten = tens === null ? 0 : tens === '' ? 1 : (numerals[tens ?? ''] ?? 0);
  return ten * 10 + (numerals[ones ?? ''] ?? 0);
}
