/** Messages of devices over HTTP: one, a list of them, or a line for each. A device signs in with its credential. */
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { userOf } from './gate.ts';
import type { Ingesting, Line } from './ingesting.ts';
import { permit } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { languageOf, spoken } from './spoken.ts';

const bodyLimit = 8 * 1024 * 1024;

export function addIngestRoutes(app: Http, { access }: Pick<Rooms, 'access'>, ingesting: Ingesting): void {
  const route = routesOf(app, access);
  app.addContentTypeParser('application/x-ndjson', { parseAs: 'string' }, (_, body, done) =>
    done(null, new Lines(String(body))),
  );

  route(permit('ingest.write'), {
    method: 'POST',
    url: '/api/ingest',
    bodyLimit,
    schema: {
      summary:
        'Messages of devices: a JSON object, an array, or a line for each (application/x-ndjson). Each is taken or refused for itself',
      consumes: ['application/json', 'application/x-ndjson'],
    },
    handler: async (request, reply) => {
      const done = await ingesting(userOf(request), linesOf(request.body));
      const language = languageOf(request.headers['accept-language']);
      const refused = done.ok ? done.value.refused.map((one) => spoken(one, language)) : [];
      if (done.ok && done.value.accepted === 0 && refused.length > 0)
        return reply.code(400).send({ ...failure('ingest-none'), accepted: 0, refused });
      return answer(reply, done, ({ accepted }) => ({ accepted, refused }));
    },
  });
}

/** What was sent line by line, told apart from JSON that is a text. */
class Lines {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

function linesOf(body: unknown): readonly Line[] {
  if (body instanceof Lines)
    return body.text.split('\n').flatMap((text, nth) => {
      const bare = text.trim();
      return bare === '' ? [] : [{ line: nth + 1, value: parsed(bare) }];
    });
  const values: readonly unknown[] = Array.isArray(body) ? body : [body];
  return values.map((value, nth) => ({ line: nth + 1, value: success(value) }));
}

function parsed(text: string): Result<unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return success(value);
  } catch (error) {
    return failure('json', { reason: error instanceof Error ? error.message : String(error) });
  }
}
