/**
 * Who lives in the demo: invented, the same every time, and plainly marked. Names say that they are a demo's, and the
 * phone numbers begin with 000, which no telephone network gives out; addresses end in `.invalid`.
 */
import type { Contact, Household, Need } from '#shared/protocol/household.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import type { FirePlace } from './design.ts';

const relations = [
  { zh: '户主', en: 'Householder' },
  { zh: '家属', en: 'Family' },
  { zh: '子女（不同住）', en: 'Son or daughter, lives elsewhere' },
] as const;

const alone: Need = { class: 'alone', text: { zh: '独居老人', en: 'Elderly, lives alone' } };
const healths: readonly Need[] = [
  {
    class: 'health',
    text: { zh: '使用轮椅，不能自行下楼', en: 'Uses a wheelchair, cannot take the stairs' },
  },
  { class: 'health', text: { zh: '居家吸氧', en: 'On oxygen at home' } },
  { class: 'health', text: { zh: '听力障碍，听不到警报', en: 'Hard of hearing, does not hear alarms' } },
];

/** Of the demo's fire: the flat it starts in, those above it and one beside it. */
function toldOf(fire: FirePlace): Readonly<Record<string, Pick<Household, 'people' | 'needs'>>> {
  const flat = (up: number, number: string) => `${fire.unit}-${fire.level + up}${number}`;
  return {
    [flat(0, '01')]: { people: 3, needs: [] },
    [flat(0, '02')]: { people: 5, needs: [] },
    [flat(1, '01')]: { people: 1, needs: [alone] },
    [flat(2, '01')]: { people: 4, needs: healths.slice(0, 1) },
  };
}

/** `people`: how many live in all of them together. */
export function householdsOf(plan: CompoundPlan, people: number, fire: FirePlace): readonly Household[] {
  const told = toldOf(fire);
  const invented = plan.places
    .filter(({ kind }) => kind === 'household')
    .map(({ id }, nth) => ({ ...invent(id, nth, told[id]), isTold: id in told }));
  let left = people - invented.reduce((sum, one) => sum + one.people, 0);
  // The published number of people is met: one more or one less here and there.
  for (let round = 0; left !== 0 && round < 10; round++)
    for (const one of invented) {
      if (left === 0) break;
      if (one.isTold || one.people < 2 || (left < 0 && one.people === 2)) continue;
      one.people += Math.sign(left);
      left -= Math.sign(left);
    }
  return invented.map(({ isTold: _isTold, ...household }) => household);
}

function invent(
  placeId: string,
  nth: number,
  told: Pick<Household, 'people' | 'needs'> | undefined,
): { -readonly [K in keyof Household]: Household[K] } {
  const dice = spread(placeId);
  const isAlone = dice % 11 === 0;
  const isFrail = !isAlone && dice % 17 === 0;
  const frailty = healths[dice % healths.length] ?? alone;
  const drawn = {
    people: isAlone ? 1 : 3 + (dice % 3),
    needs: isAlone ? [alone] : isFrail ? [frailty] : [],
  };
  const { people, needs } = told ?? drawn;
  return { version: 1, placeId, people, contacts: contactsOf(placeId, nth, people), needs };
}

function contactsOf(placeId: string, nth: number, people: number): Contact[] {
  const second = people > 1 ? relations[1] : relations[2];
  return [relations[0], second].map((relation, i) => ({
    name: `演示住户 ${placeId}`,
    phone: `000 0000 ${String(nth * 2 + i).padStart(4, '0')}`,
    // A name that no mail is ever delivered to.
    ...(i === 0 ? { email: `${placeId}@demo.invalid` } : {}),
    relation,
  }));
}

/** A number from a text, spread out (FNV-1a). */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
