/** Whether somebody may do something somewhere: verb and scope, decided by one pure function, in the hub. */
import { Type, type Static } from 'typebox';
import { verbsOf, type Role } from './roles.ts';
import { personalClasses, type PersonalClass, type Verb } from './verbs.ts';

const Names = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 500 });
const AllOrNames = Type.Union([Type.Literal('all'), Names]);

export const Scope = Type.Object(
  {
    compounds: AllOrNames,
    /** A camera's groups are its system (`cctv`) and its own key (`cctv/gate-1`). */
    cameraGroups: AllOrNames,
    personal: Type.Array(Type.Enum(personalClasses), { maxItems: 3 }),
  },
  { additionalProperties: false },
);
export type Scope = Static<typeof Scope>;

export const everywhere: Scope = { compounds: 'all', cameraGroups: 'all', personal: [...personalClasses] };

/** What somebody with this role gets where nobody says otherwise: all compounds, nothing personal. */
export function usualScope(role: Role): Scope {
  if (role === 'admin') return everywhere;
  return { compounds: 'all', cameraGroups: role === 'kiosk' ? [] : 'all', personal: [] };
}

export interface Person {
  readonly name: string;
  /** Null for automation, whose verbs stand on its token. */
  readonly role: Role | null;
  readonly verbs: readonly Verb[];
  readonly scope: Scope;
}

export interface Where {
  readonly compound?: string | null;
  /** Groups that the camera is in; one that is granted is enough. */
  readonly cameraGroups?: readonly string[];
  readonly personalClass?: PersonalClass;
  /** It concerns every compound: somebody with a few of them may not. */
  readonly wholeHub?: boolean;
  /** Other verbs that are needed here beside the one that was asked. */
  readonly also?: readonly Verb[];
}

export function personOf(name: string, role: Role, scope: Scope): Person {
  return { name, role, verbs: verbsOf[role], scope };
}

export function maySee(person: Pick<Person, 'scope'>, compound: string): boolean {
  const { compounds } = person.scope;
  return compounds === 'all' || compounds.includes(compound);
}

export function may(person: Person, verb: Verb, where: Where = {}): boolean {
  if (!person.verbs.includes(verb)) return false;
  const { compound, cameraGroups, personalClass, wholeHub, also = [] } = where;
  if (!also.every((one) => person.verbs.includes(one))) return false;
  if (wholeHub && person.scope.compounds !== 'all') return false;
  if (compound !== undefined && compound !== null && !maySee(person, compound)) return false;
  if (cameraGroups !== undefined) {
    const granted = person.scope.cameraGroups;
    if (granted !== 'all' && !cameraGroups.some((group) => granted.includes(group))) return false;
  }
  return personalClass === undefined || person.scope.personal.includes(personalClass);
}
