/**
 * English for the names that buildings, storeys and devices have in Chinese plans, models and gateways: `3号楼2单元` is
 * "Building 3, unit 2", `4层` and `4F` are "Storey 4". Proper names and whatever else is not understood as a whole stay
 * as they are: half a translation is worse than none.
 */
import { pointWordInEnglish } from '../models/pointClasses.ts';

const han = /\p{Script=Han}/u;

/** Things that stand in a compound; longer ones first where one begins another. */
const things: readonly (readonly [zh: string, en: string])[] = [
  ['演示住户', 'demo household'],
  ['地下停车场', 'underground car park'],
  ['地下车库', 'underground garage'],
  ['地下室', 'basement'],
  ['停车场', 'car park'],
  ['立体车库', 'car park'],
  ['改造前', 'before renovation'],
  ['改造后', 'after renovation'],
  ['火灾报警控制器', 'fire panel'],
  ['消防控制室', 'fire control room'],
  ['烟感探测器', 'smoke detector'],
  ['室外消防栓', 'hydrant'],
  ['消防栓', 'hydrant'],
  ['楼梯间', 'stair hall'],
  ['电梯厅', 'lift lobby'],
  ['电梯间', 'lift lobby'],
  ['设备间', 'plant room'],
  ['配电房', 'switch room'],
  ['配电室', 'switch room'],
  ['水泵房', 'pump room'],
  ['物业办公室', 'property office'],
  ['门卫室', 'guard room'],
  ['活动室', 'activity room'],
  ['单元门', 'unit door'],
  ['设备层', 'plant storey'],
  ['避难层', 'refuge storey'],
  ['架空层', 'open ground storey'],
  ['夹层', 'mezzanine'],
  ['屋顶层', 'roof'],
  ['屋面层', 'roof'],
  ['屋面', 'roof'],
  ['屋顶', 'roof'],
  ['天台', 'roof terrace'],
  ['首层', 'ground storey'],
  ['顶层', 'top storey'],
  ['基础', 'foundation'],
  ['场地', 'site'],
  ['车库', 'garage'],
  ['大堂', 'lobby'],
  ['走廊', 'corridor'],
  ['会所', 'clubhouse'],
  ['烟感', 'smoke detector'],
  ['电梯', 'lift'],
  ['门禁', 'door access'],
  ['道闸', 'barrier'],
  ['摄像机', 'camera'],
  ['摄像头', 'camera'],
  ['入口', 'entrance'],
  ['出口', 'exit'],
];

const sides: Readonly<Record<string, string>> = {
  东南: 'south-east',
  东北: 'north-east',
  西南: 'south-west',
  西北: 'north-west',
  东: 'east',
  南: 'south',
  西: 'west',
  北: 'north',
  中: 'centre',
};

const side = '(?<side>东南|东北|西南|西北|[东南西北中])';
const id = '(?<id>[0-9]+|[A-Za-z][0-9]*|[一二三四五六七八九十]{1,3})';

type Parts = Readonly<Record<string, string | undefined>>;

/** Each takes the beginning of what is left of a name. */
const patterns: readonly (readonly [RegExp, (parts: Parts) => string])[] = [
  [/^(?:地下|负)(?<id>[0-9]+|[一二三四五六七八九十]{1,3})(?:层|楼)?/u, (of) => `basement ${idOf(of)}`],
  [
    /^(?:-(?<id>[0-9]+)|B(?<id2>[0-9]+))(?:层|楼|F(?![a-z]))/u,
    (of) => `basement ${of['id'] ?? of['id2'] ?? ''}`,
  ],
  [
    new RegExp(`^${id}(?:号楼|栋|幢|座|#楼)${side}?`, 'u'),
    (of) => `building ${idOf(of)}${of['side'] ? ` ${sides[of['side']]}` : ''}`,
  ],
  [new RegExp(`^${id}单元`, 'u'), (of) => `unit ${idOf(of)}`],
  [new RegExp(`^${id}(?:层|楼)`, 'u'), (of) => `storey ${idOf(of)}`],
  [/^(?<id>[0-9]+)F(?![A-Za-z])/u, (of) => `storey ${idOf(of)}`],
  [new RegExp(`^${id}(?:号门|号口)`, 'u'), (of) => `gate ${idOf(of)}`],
  [new RegExp(`^${id}室`, 'u'), (of) => idOf(of)],
  [new RegExp(`^${side}大?门`, 'u'), (of) => `${sides[of['side'] ?? '']} gate`],
  [new RegExp(`^${side}区`, 'u'), (of) => `${sides[of['side'] ?? '']} area`],
  ...things.map(([zh, en]) => [new RegExp(`^${zh}`, 'u'), () => en] as const),
  // Numbers of what stands before, and words of another alphabet.
  [/^(?<id>[0-9]+(?:[-.][0-9]+)*)号?/u, idOf],
  [/^[\p{Script=Latin}0-9.#&/()-]+(?: [\p{Script=Latin}0-9.#&/()-]+)*/u, (of) => of[0] ?? ''],
];

const digits = '一二三四五六七八九';

function idOf({ id = '' }: Parts): string {
  if (!han.test(id)) return id;
  const [tens = '', ones = ''] = id.includes('十') ? id.split('十') : ['', id];
  const ten = id.includes('十') ? (tens === '' ? 1 : digits.indexOf(tens) + 1) : 0;
  return String(ten * 10 + (ones === '' ? 0 : digits.indexOf(ones) + 1));
}

/** Null where the name is not made of parts that are known. */
function derive(name: string): string | null {
  // `楼板 Slab`: the one who wrote it gave both.
  const beside = /^[\p{Script=Han}（）()、]+\s+(?<en>\p{Script=Latin}{3}[^\p{Script=Han}]*)$/u.exec(name)
    ?.groups?.['en'];
  if (beside !== undefined) return beside;
  const found: string[] = [];
  let rest = name.trim();
  while (rest !== '') {
    const match = patterns
      .map(([pattern, say]) => ({ parts: pattern.exec(rest), say }))
      .find(({ parts }) => parts !== null);
    const taken = match?.parts;
    if (!match || !taken || taken[0] === '') return null;
    found.push(match.say({ ...taken.groups, 0: taken[0] }));
    rest = rest.slice(taken[0].length).replace(/^[\s,，、·-]+/u, '');
  }
  const [first = '', ...more] = joined(found);
  return [first.charAt(0).toUpperCase() + first.slice(1), ...more].join(', ');
}

/** A bare number belongs to the thing before it: "hydrant 3". */
function joined(parts: readonly string[]): string[] {
  const whole: string[] = [];
  for (const part of parts) {
    const before = whole.at(-1);
    if (/^[0-9]+$/.test(part) && before !== undefined && things.some(([, en]) => en === before))
      whole[whole.length - 1] = `${before} ${part}`;
    else whole.push(part);
  }
  return whole;
}

const known = new Map<string, string>();
/** Names of a large compound; then they are derived anew. */
const rememberedAtMost = 20_000;

/** The English of a name; the name itself where it is English already, or where there is none. */
export function englishName(name: string): string {
  if (!han.test(name) && !/^(?:[0-9]+F|F[0-9]+|B[0-9]+F?)$/.test(name)) return name;
  const before = known.get(name);
  if (before !== undefined) return before;
  const english = /^F[0-9]+$/.test(name)
    ? `Storey ${name.slice(1)}`
    : /^B[0-9]+F?$/.test(name)
      ? `Basement ${name.replace(/\D/g, '')}`
      : (pointWordInEnglish(name) ?? derive(name) ?? name);
  if (known.size >= rememberedAtMost) known.clear();
  known.set(name, english);
  return english;
}
