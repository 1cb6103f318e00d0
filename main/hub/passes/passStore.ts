/** Visitor passes as rows of `linli.db`: found by the hash of their token, by plate, by their end. What waits for the disk is found too. */
import { Compile } from 'typebox/compile';
import { isOpenPass, plainPlate } from '#shared/passes/machine.ts';
import { VisitorPass } from '#shared/protocol/visitorPass.ts';
import { createUnstored, type Records } from '../records/index.ts';

export interface PassStore {
  find(id: string): VisitorPass | null;
  ofToken(hash: string): VisitorPass | null;
  /** Newest first. */
  ofPlate(compound: string, plate: string): VisitorPass[];
  ofExternal(compound: string, external: string): VisitorPass | null;
  /** Newest first. */
  list(compound: string, asked: PassQuery): VisitorPass[];
  /** Those that name somebody and ended before an instant. */
  endedBefore(beforeMs: number, limit: number): VisitorPass[];
  /** On disk and not over, with what devices know them by. */
  standing(compound: string, atMs: number): StandingPass[];
  nextNumber(compound: string): number;
  /** `stored` once it is committed. */
  add(pass: VisitorPass, tokenHash: string, stored: () => void): void;
  change(pass: VisitorPass, stored: () => void): void;
}

export interface StandingPass {
  readonly pass: VisitorPass;
  readonly tokenHash: string;
}

export interface PassQuery {
  /** Null: of every household. */
  readonly placeId: string | null;
  /** Issued before this instant. */
  readonly beforeMs: number;
  /** Those that still let somebody in then, now or later. */
  readonly openAtMs: number | null;
  readonly limit: number;
}

const isPass = Compile(VisitorPass);
const insert = `INSERT INTO passes
  (id, compound, number, place, plate, token, external, until_ms, issued_ms, personal, record)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const update = 'UPDATE passes SET plate = ?, personal = ?, record = ? WHERE id = ?';
const mostOfPlate = 20;
/** Among so many that are not over those are sought that are not used or revoked either. */
const mostLooked = 5000;

export function createPassStore(records: Records): PassStore {
  const { db } = records;
  const unstored = createUnstored<VisitorPass>();
  const tokens = createUnstored<VisitorPass>();
  const numbers = new Map<string, number>();
  const rows = <P extends readonly unknown[]>(where: string) =>
    db.prepare<[...P], string>(`SELECT record FROM passes WHERE ${where}`).pluck();
  const one = rows<[string]>('id = ?');
  const byToken = rows<[string]>('token = ?');
  const byPlate = rows<[string, string, number]>(
    'compound = ? AND plate = ? ORDER BY issued_ms DESC LIMIT ?',
  );
  const byExternal = rows<[string, string]>('compound = ? AND external = ?');
  const some = rows<[Record<string, string | number | null>]>(
    `compound = @compound AND (@placeId IS NULL OR place = @placeId) AND issued_ms < @beforeMs
       AND (@openAtMs IS NULL OR until_ms > @openAtMs)
     ORDER BY issued_ms DESC, number DESC LIMIT @limit`,
  );
  const ended = rows<[number, number]>('personal = 1 AND until_ms < ? ORDER BY until_ms LIMIT ?');
  const notOver = db.prepare<[string, number], { token: string; record: string }>(
    'SELECT token, record FROM passes WHERE compound = ? AND until_ms > ?',
  );
  const topNumber = db
    .prepare<[string], number | null>('SELECT max(number) FROM passes WHERE compound = ?')
    .pluck();

  function parsed(record: string): VisitorPass {
    const value: unknown = JSON.parse(record);
    if (!isPass.Check(value)) throw new Error('a record of a visitor pass in linli.db is damaged');
    return value;
  }
  const fresh = (pass: VisitorPass) => unstored.get(pass.id) ?? pass;
  const find = (id: string) => {
    const held = unstored.get(id);
    if (held) return held;
    const record = one.get(id);
    return record === undefined ? null : parsed(record);
  };
  /** What is on disk, as it stands now, with what is not there yet. */
  function merged(stored: readonly string[], isAsked: (pass: VisitorPass) => boolean): VisitorPass[] {
    const found = new Map(stored.map((record) => parsed(record)).map((pass) => [pass.id, pass]));
    for (const pass of unstored.values()) {
      found.delete(pass.id);
      if (isAsked(pass)) found.set(pass.id, pass);
    }
    return [...found.values()].sort((a, b) => b.issuedAtMs - a.issuedAtMs || b.number - a.number);
  }
  const plateOf = ({ plate }: VisitorPass) => (plate === null ? null : plainPlate(plate));
  const isPersonal = ({ name, plate }: VisitorPass) => (name === null && plate === null ? 0 : 1);

  return {
    find,
    ofToken(hash) {
      const held = tokens.get(hash);
      if (held) return fresh(held);
      const record = byToken.get(hash);
      return record === undefined ? null : fresh(parsed(record));
    },
    ofPlate: (compound, plate) =>
      merged(
        byPlate.all(compound, plate, mostOfPlate),
        (pass) => pass.compound === compound && plateOf(pass) === plate,
      ),
    ofExternal: (compound, external) =>
      merged(
        byExternal.all(compound, external),
        (pass) => pass.compound === compound && pass.external === external,
      )[0] ?? null,
    list: (compound, { placeId, beforeMs, openAtMs, limit }) =>
      merged(
        some.all({ compound, placeId, beforeMs, openAtMs, limit: openAtMs === null ? limit : mostLooked }),
        (pass) =>
          pass.compound === compound &&
          (placeId === null || pass.placeId === placeId) &&
          pass.issuedAtMs < beforeMs,
      )
        .filter((pass) => openAtMs === null || isOpenPass(pass, openAtMs))
        .slice(0, limit),
    endedBefore: (beforeMs, limit) => ended.all(beforeMs, limit).map((record) => fresh(parsed(record))),
    standing: (compound, atMs) =>
      notOver
        .all(compound, atMs)
        .map(({ token, record }) => ({ pass: fresh(parsed(record)), tokenHash: token })),
    nextNumber(compound) {
      const number = (numbers.get(compound) ?? topNumber.get(compound) ?? 0) + 1;
      numbers.set(compound, number);
      return number;
    },
    add(pass, tokenHash, stored) {
      const releases = [unstored.hold(pass.id, pass), tokens.hold(tokenHash, pass)];
      const { id, compound, number, placeId, external, untilMs, issuedAtMs } = pass;
      const found = [id, compound, number, placeId, plateOf(pass), tokenHash, external, untilMs, issuedAtMs];
      const params = [...found, isPersonal(pass), JSON.stringify(pass)];
      records.write([{ sql: insert, params }], (done) => {
        if (!done) return;
        for (const release of releases) release();
        stored();
      });
    },
    change(pass, stored) {
      const release = unstored.hold(pass.id, pass);
      const params = [plateOf(pass), isPersonal(pass), JSON.stringify(pass), pass.id];
      records.write([{ sql: update, params }], (done) => {
        if (!done) return;
        release();
        stored();
      });
    },
  };
}
