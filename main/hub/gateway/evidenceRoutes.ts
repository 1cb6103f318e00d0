/** Evidence of incidents over HTTP: packages are made, listed and taken, each told; what they rest on is locked and released. */
import { createReadStream, existsSync } from 'node:fs';
import { Type } from 'typebox';
import { VERIFIER } from '#shared/evidence/manifest.ts';
import { EvidenceDraft } from '#shared/protocol/evidence.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { failure, success } from '#shared/protocol/result.ts';
import { userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { createKeep, written } from './keep.ts';
import { permit, signedIn } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';
import { createScopes } from './scopes.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) });
const Reason = Type.Object({ note: Type.String({ maxLength: 500 }) }, { additionalProperties: false });

const texts = {
  made: { zh: '制作证据包', en: 'Made an evidence package' },
  locked: { zh: '锁定证据', en: 'Locked the evidence' },
  released: { zh: '解除证据锁定', en: 'Released the evidence' },
};

export function addEvidenceRoutes(app: Http, rooms: Rooms, verifierPath: string): void {
  const { access, evidence, incidents, records } = rooms;
  const route = routesOf(app, access);
  const scopes = createScopes(rooms);
  const keep = createKeep(rooms);
  const found = (id: string) => {
    const incident = incidents.store.find(id);
    return incident ? success(incident) : failure('no-incident');
  };
  const of = ({ compound, id }: IncidentRecord) => ({ compound, target: id });

  route(permit('incidents.read', scopes.incident), {
    method: 'GET',
    url: '/api/incidents/:id/evidence',
    schema: { summary: 'Evidence packages of an incident, its lock, and the keys that sign', params: Id },
    handler: async (request, reply) => {
      const incident = found(request.params.id);
      return answer(reply, incident.ok ? evidence.of(incident.value.id) : incident, (known) => ({
        evidence: known,
      }));
    },
  });

  route(permit('evidence.act', scopes.incident), {
    method: 'POST',
    url: '/api/incidents/:id/evidence',
    schema: {
      summary: 'Make a signed evidence package of an incident; its evidence is locked with it',
      params: Id,
      body: EvidenceDraft,
    },
    handler: async (request, reply) => {
      const incident = found(request.params.id);
      if (!incident.ok) return answer(reply, incident, () => ({}));
      const user = userOf(request);
      // What was just done belongs into it.
      await written(records, success(null));
      const made = await evidence.make(incident.value, request.body, user.name);
      if (!made.ok) return answer(reply, made, () => ({}));
      const { sha256, note } = made.value;
      const write = () => {
        evidence.lock(incident.value, note, user.name);
        const told = incidents.tellEvidence(
          incident.value.id,
          texts.made,
          `SHA-256 ${sha256.slice(0, 16)}…`,
          user.name,
        );
        return told.ok ? evidence.keep(made.value) : told;
      };
      const done = await keep(user, 'evidence-make', `${sha256} ${note}`.trim(), write, () =>
        of(incident.value),
      );
      return answer(reply, done, (kept) => ({ package: kept }));
    },
  });

  route(permit('incidents.act', scopes.incident), {
    method: 'POST',
    url: '/api/incidents/:id/evidence-lock',
    schema: {
      summary: 'Keep what an incident rests on from being removed for its age',
      params: Id,
      body: Reason,
    },
    handler: async (request, reply) => {
      const incident = found(request.params.id);
      if (!incident.ok) return answer(reply, incident, () => ({}));
      const user = userOf(request);
      const { note } = request.body;
      const write = () => {
        incidents.tellEvidence(incident.value.id, texts.locked, note, user.name);
        return evidence.lock(incident.value, note, user.name);
      };
      const done = await keep(user, 'evidence-lock', note, write, () => of(incident.value));
      return answer(reply, done, (lock) => ({ lock }));
    },
  });

  route(permit('evidence.act', scopes.incident), {
    method: 'DELETE',
    url: '/api/incidents/:id/evidence-lock',
    schema: { summary: 'Release it, with a reason', params: Id, body: Reason },
    handler: async (request, reply) => {
      const incident = found(request.params.id);
      if (!incident.ok) return answer(reply, incident, () => ({}));
      const note = request.body.note.trim();
      if (note === '') return answer(reply, failure('evidence-release-reason'), () => ({}));
      const user = userOf(request);
      const write = () => {
        const released = evidence.release(incident.value.id);
        if (released.ok) incidents.tellEvidence(incident.value.id, texts.released, note, user.name);
        return released;
      };
      const done = await keep(user, 'evidence-release', note, write, () => of(incident.value));
      return answer(reply, done, () => ({}));
    },
  });

  route(permit('evidence.act', scopes.evidence), {
    method: 'GET',
    url: '/api/evidence/:id/file',
    schema: { summary: 'The file of an evidence package; every taking is told', params: Id },
    handler: async (request, reply) => {
      const made = evidence.find(request.params.id);
      if (!made) return answer(reply, failure('no-evidence'), () => ({}));
      const path = evidence.fileOf(made);
      if (path === null) return answer(reply, failure('evidence-gone', { file: made.fileName }), () => ({}));
      const person = userOf(request);
      access.audit.note({
        by: person.name,
        verb: 'evidence-take',
        outcome: 'read',
        compound: made.compound,
        target: made.incidentId,
        note: made.sha256,
        address: person.address,
      });
      return reply
        .type('application/zip')
        .header('content-length', made.bytes)
        .header('content-disposition', `attachment; filename="${made.fileName}"`)
        .header('cache-control', 'private, no-store')
        .send(createReadStream(path));
    },
  });

  route(signedIn, {
    method: 'GET',
    url: '/api/evidence/verifier',
    schema: {
      summary: 'The one file that verifies evidence packages, without the hub: node linli-verify.mjs',
    },
    handler: async (_request, reply) => {
      if (!existsSync(verifierPath)) return answer(reply, failure('verifier-unbuilt'), () => ({}));
      return reply
        .type('text/javascript')
        .header('content-disposition', `attachment; filename="${VERIFIER}"`)
        .send(createReadStream(verifierPath));
    },
  });
}
