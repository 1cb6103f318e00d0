/** Drills over HTTP: scenarios are written, played and stopped by whoever edits rules; whoever works on incidents takes part. */
import { Type } from 'typebox';
import { DrillScenario, type DrillRun } from '#shared/protocol/drill.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { userOf } from './gate.ts';
import { createKeep } from './keep.ts';
import { permit } from './permit.ts';
import type { Queries } from './queries.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';

const id = Type.String({ minLength: 1, maxLength: 100 });
const Id = Type.Object({ id });
const Drill = Type.Object({ id, drill: id });
const Run = Type.Object({ id, run: id });

export function addDrillRoutes(app: Http, rooms: Rooms, queries: Queries): void {
  const { drills, access } = rooms;
  const route = routesOf(app, access);
  const scopes = createScopes(rooms);
  const keep = createKeep(rooms);
  const ofRun = (run: DrillRun) => ({ compound: run.compound, target: run.incidentId });

  route(permit('incidents.read', scopes.compound()), {
    method: 'GET',
    url: '/api/compounds/:id/drills',
    schema: {
      summary: 'Scenarios of drills, and the newest drills that were played with what they were worth',
      params: Id,
    },
    handler: async (request, reply) =>
      answer(reply, queries.compound(request.params.id), (compound) => ({
        drills: drills.list(compound.id),
        runs: drills.runs(compound.id),
      })),
  });

  route(permit('rules.edit', scopes.compound()), {
    method: 'PUT',
    url: '/api/compounds/:id/drills',
    schema: {
      summary: 'Keep a scenario of the compound’s own, instead of the one of the same name',
      params: Id,
      body: DrillScenario,
    },
    handler: async (request, reply) => {
      const compound = queries.compound(request.params.id);
      if (!compound.ok) return answer(reply, compound, () => ({}));
      const write = () => drills.keep(compound.value.id, request.body);
      const done = await keep(userOf(request), 'drill-edit', request.body.name.zh, write, (scenario) => ({
        compound: compound.value.id,
        target: scenario.id,
      }));
      return answer(reply, done, (scenario) => ({ scenario }));
    },
  });

  route(permit('rules.edit', scopes.compound()), {
    method: 'DELETE',
    url: '/api/compounds/:id/drills/:drill',
    schema: { summary: 'Remove a scenario of the compound’s own; the product’s is back', params: Drill },
    handler: async (request, reply) => {
      const compound = queries.compound(request.params.id);
      if (!compound.ok) return answer(reply, compound, () => ({}));
      const remove = () => drills.remove(compound.value.id, request.params.drill);
      const done = await keep(userOf(request), 'drill-remove', '', remove, (scenario) => ({
        compound: compound.value.id,
        target: scenario.id,
      }));
      return answer(reply, done, () => ({}));
    },
  });

  route(permit('rules.edit', scopes.compound()), {
    method: 'POST',
    url: '/api/compounds/:id/drills/:drill/run',
    schema: {
      summary: 'Play a scenario into an incident of its own; nothing is sent to devices or residents',
      params: Drill,
    },
    handler: async (request, reply) => {
      const compound = queries.compound(request.params.id);
      if (!compound.ok) return answer(reply, compound, () => ({}));
      const user = userOf(request);
      const run = () => drills.run(compound.value.id, request.params.drill, user.name);
      return answer(reply, await keep(user, 'drill-run', request.params.drill, run, ofRun), (started) => ({
        run: started,
      }));
    },
  });

  route(permit('rules.edit', scopes.compound()), {
    method: 'POST',
    url: '/api/compounds/:id/drill-runs/:run/stop',
    schema: { summary: 'Stop a drill; it is not scored', params: Run },
    handler: async (request, reply) => {
      const user = userOf(request);
      const stop = () => drills.stopRun(request.params.id, request.params.run, user.name);
      return answer(reply, await keep(user, 'drill-stop', '', stop, ofRun), (run) => ({ run }));
    },
  });

  route(permit('incidents.act', scopes.incident), {
    method: 'POST',
    url: '/api/incidents/:id/drill-acknowledge',
    schema: { summary: 'Acknowledge the alarms that a drill has played', params: Id },
    handler: async (request, reply) => {
      const user = userOf(request);
      const done = await keep(
        user,
        'drill-acknowledge',
        '',
        () => drills.acknowledge(request.params.id, user.name),
        (incident) => ({ compound: incident.compound, target: incident.id }),
      );
      return answer(reply, done, (incident) => ({ incident }));
    },
  });
}
