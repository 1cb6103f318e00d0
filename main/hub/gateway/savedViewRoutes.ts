/** Saved views of a compound over HTTP: whoever sees its models sees them; whoever works there keeps and deletes them. */
import { Type } from 'typebox';
import { failure, success } from '#shared/protocol/result.ts';
import { mostSavedViewBytes, SavedViewDraft, summaryOf, type SavedView } from '#shared/protocol/savedView.ts';
import { userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { createKeep } from './keep.ts';
import { permit } from './permit.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) });

export function addSavedViewRoutes(app: Http, rooms: Rooms, queries: Queries): void {
  const { access, savedViews } = rooms;
  const route = routesOf(app, access);
  const scopes = createScopes(rooms);
  const keep = createKeep(rooms);
  const of = ({ compound, id }: SavedView) => ({ compound, target: id });

  route(permit('models.read', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/saved-views',
    schema: { summary: 'Saved views with their pictures, in the order in which they were kept', params: Id },
    handler: async (request, reply) =>
      answer(reply, queries.compound(request.params.id), ({ id }) => ({
        views: savedViews.list(id).map(summaryOf),
      })),
  });

  route(permit('alarms.act', scopes.besideCompound), {
    method: 'POST',
    url: '/api/compounds/:id/saved-views',
    bodyLimit: mostSavedViewBytes,
    schema: { summary: 'Keep a view for everybody of the compound', params: Id, body: SavedViewDraft },
    handler: async (request, reply) => {
      const found = queries.compound(request.params.id);
      if (!found.ok) return answer(reply, found, () => ({}));
      const user = userOf(request);
      const write = () => savedViews.keep(found.value.id, user.name, request.body);
      const done = await keep(user, 'view-save', request.body.name, write, of);
      return answer(reply, done, (view) => ({ view: summaryOf(view) }));
    },
  });

  route(permit('models.read', scopes.savedView), {
    method: 'GET',
    url: '/api/saved-views/:id',
    schema: { summary: 'One saved view with all that is hidden, coloured and cut', params: Id },
    handler: async (request, reply) => {
      const view = savedViews.find(request.params.id);
      return answer(reply, view ? success(view) : failure('no-view'), (found) => ({ view: found }));
    },
  });

  route(permit('alarms.act', scopes.savedView), {
    method: 'DELETE',
    url: '/api/saved-views/:id',
    schema: { summary: 'Delete a saved view', params: Id },
    handler: async (request, reply) => {
      const { id } = request.params;
      const name = savedViews.find(id)?.name ?? '';
      const done = await keep(userOf(request), 'view-delete', name, () => savedViews.remove(id), of);
      return answer(reply, done, () => ({}));
    },
  });
}
