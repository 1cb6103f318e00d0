/**
 * Who is there: households of a few places, for a purpose that stands in the audit log. Contacts and needs are given by
 * class of personal data. Before there are users whoever sits at the machine sees the invented ones of demos alone.
 */
import { Type } from 'typebox';
import { may, type Person } from '#shared/access/may.ts';
import { LookPurpose, mostPlacesAtOnce, type Household } from '#shared/protocol/household.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { permitTold } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';

export function addHouseholdRoutes(app: Http, rooms: Rooms): void {
  const { access, compounds, twin, incidents } = rooms;
  const route = routesOf(app, access);
  const scopes = createScopes(rooms);

  /** An incident that is named as purpose must be one of this compound. */
  function purposeHolds(id: string, purpose: string): Result<null> {
    const [kind = '', incidentId] = purpose.split(/:(.*)/s);
    if (kind !== 'incident') return success(null);
    return incidents.store.find(incidentId ?? '')?.compound === id ? success(null) : failure('no-incident');
  }

  route(permitTold('people.read', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/households',
    schema: {
      summary: 'Who lives in these places; every look is written to the audit log',
      params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }) }),
      querystring: Type.Object({
        places: Type.String({
          minLength: 1,
          maxLength: 8000,
          description: 'Ids, comma-separated, at most 100.',
        }),
        purpose: LookPurpose,
      }),
    },
    handler: (request, reply) => {
      const { id } = request.params;
      const { purpose } = request.query;
      const places = [...new Set(request.query.places.split(',').filter((place) => place.trim() !== ''))];
      const person = userOf(request);
      const look = (): Result<Household[]> => {
        const found = compounds.households(id);
        if (!found.ok) return found;
        if (places.length > mostPlacesAtOnce) return failure('too-many-places', { most: mostPlacesAtOnce });
        if (person.via === 'local' && twin.compounds.get(id)?.manifest.demo !== true)
          return failure('people-before-users');
        const holds = purposeHolds(id, purpose);
        if (!holds.ok) return holds;
        return success(places.flatMap((place) => found.value.get(place) ?? []));
      };
      const looked = look();
      if (looked.ok)
        access.audit.note({
          by: person.name,
          verb: 'see-households',
          outcome: 'read',
          compound: id,
          target: places.join(','),
          note: purpose,
          address: person.address,
        });
      return answer(reply, looked, (households) => ({
        households: households.map((one) => seenHousehold(person, id, one)),
      }));
    },
  });
}

/** With what of it this person's classes of personal data cover. */
export function seenHousehold(person: Person, compound: string, household: Household): Household {
  const sees = (personalClass: 'contact' | Household['needs'][number]['class']) =>
    may(person, 'people.read', { compound, personalClass });
  return {
    ...household,
    contacts: sees('contact') ? household.contacts : [],
    needs: household.needs.filter((need) => sees(need.class)),
  };
}
