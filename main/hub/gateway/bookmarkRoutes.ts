/** Bookmarks of a compound's past over HTTP: whoever sees its history sees them; whoever works there writes them. */
import { Type } from 'typebox';
import { BookmarkDraft, type Bookmark } from '#shared/protocol/bookmark.ts';
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

export function addBookmarkRoutes(app: Http, rooms: Rooms, queries: Queries): void {
  const { access, bookmarks } = rooms;
  const route = routesOf(app, access);
  const scopes = createScopes(rooms);
  const keep = createKeep(rooms);
  const of = ({ compound, id }: Bookmark) => ({ compound, target: id });

  route(permit('history.read', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/bookmarks',
    schema: { summary: 'Bookmarks of the past, in the order of the time they mark', params: Id },
    handler: async (request, reply) =>
      answer(reply, queries.compound(request.params.id), ({ id }) => ({ bookmarks: bookmarks.list(id) })),
  });

  route(permit('alarms.act', scopes.besideCompound), {
    method: 'POST',
    url: '/api/compounds/:id/bookmarks',
    schema: {
      summary: 'Bookmark an instant or a stretch of time for everybody',
      params: Id,
      body: BookmarkDraft,
    },
    handler: async (request, reply) => {
      const found = queries.compound(request.params.id);
      if (!found.ok) return answer(reply, found, () => ({}));
      const user = userOf(request);
      const write = () => bookmarks.add(found.value.id, user.name, request.body);
      const done = await keep(user, 'bookmark-add', request.body.name, write, of);
      return answer(reply, done, (bookmark) => ({ bookmark }));
    },
  });

  route(permit('alarms.act', scopes.bookmark), {
    method: 'PUT',
    url: '/api/bookmarks/:id',
    schema: { summary: 'Write a bookmark anew', params: Id, body: BookmarkDraft },
    handler: async (request, reply) => {
      const user = userOf(request);
      const write = () => bookmarks.change(request.params.id, user.name, request.body);
      const done = await keep(user, 'bookmark-edit', request.body.name, write, of);
      return answer(reply, done, (bookmark) => ({ bookmark }));
    },
  });

  route(permit('alarms.act', scopes.bookmark), {
    method: 'DELETE',
    url: '/api/bookmarks/:id',
    schema: { summary: 'Remove a bookmark', params: Id },
    handler: async (request, reply) => {
      const { id } = request.params;
      const name = bookmarks.find(id)?.name ?? '';
      const done = await keep(userOf(request), 'bookmark-remove', name, () => bookmarks.remove(id), of);
      return answer(reply, done, () => ({}));
    },
  });
}
