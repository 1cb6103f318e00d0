/** Versions of `linli.db`: one entry each, `user_version` says how many have run. Never edit an entry, append one. */
export const migrations = [
  `CREATE TABLE compounds (id TEXT PRIMARY KEY, manifest TEXT NOT NULL, plan TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE devices (compound TEXT NOT NULL, key TEXT NOT NULL, meta TEXT NOT NULL,
     PRIMARY KEY (compound, key)) WITHOUT ROWID;
   CREATE TABLE points (compound TEXT NOT NULL, idx INTEGER NOT NULL, device TEXT NOT NULL, point TEXT NOT NULL,
     PRIMARY KEY (compound, idx)) WITHOUT ROWID;
   CREATE TABLE words (compound TEXT NOT NULL, idx INTEGER NOT NULL, word TEXT NOT NULL,
     PRIMARY KEY (compound, idx)) WITHOUT ROWID;
   CREATE TABLE alarms (id TEXT PRIMARY KEY, compound TEXT NOT NULL, open INTEGER NOT NULL, record TEXT NOT NULL);
   CREATE INDEX alarms_open ON alarms (compound, open);
   CREATE TABLE transitions (seq INTEGER PRIMARY KEY AUTOINCREMENT, compound TEXT NOT NULL, at_ms REAL NOT NULL,
     alarm TEXT NOT NULL, body TEXT NOT NULL);
   CREATE INDEX transitions_by_time ON transitions (compound, at_ms);
   CREATE INDEX transitions_by_alarm ON transitions (alarm, seq);
   CREATE TABLE events (seq INTEGER PRIMARY KEY AUTOINCREMENT, compound TEXT NOT NULL, device TEXT NOT NULL,
     id TEXT NOT NULL, type TEXT NOT NULL, at_ms REAL NOT NULL, received_ms REAL NOT NULL, data TEXT NOT NULL,
     UNIQUE (compound, device, id));
   CREATE INDEX events_by_time ON events (compound, at_ms);
   CREATE TABLE actions (seq INTEGER PRIMARY KEY AUTOINCREMENT, compound TEXT NOT NULL, at_ms REAL NOT NULL,
     by TEXT NOT NULL, verb TEXT NOT NULL, target TEXT NOT NULL, note TEXT NOT NULL);
   CREATE INDEX actions_by_time ON actions (compound, at_ms);
   CREATE TABLE incidents (id TEXT PRIMARY KEY, compound TEXT NOT NULL, started_ms REAL NOT NULL, record TEXT NOT NULL);
   CREATE INDEX incidents_by_time ON incidents (compound, started_ms);`,
  // What lists, replay and the time bar ask of alarms without opening their records.
  `ALTER TABLE alarms ADD COLUMN state TEXT NOT NULL DEFAULT 'normal';
   ALTER TABLE alarms ADD COLUMN first_ms REAL NOT NULL DEFAULT 0;
   ALTER TABLE alarms ADD COLUMN ended_ms REAL;
   UPDATE alarms SET state = record ->> '$.state', first_ms = record ->> '$.firstAtMs',
     ended_ms = CASE WHEN open = 0 THEN (SELECT max(at_ms) FROM transitions WHERE alarm = alarms.id) END;
   DROP INDEX alarms_open;
   ALTER TABLE alarms DROP COLUMN open;
   CREATE INDEX alarms_by_span ON alarms (compound, first_ms, ended_ms);
   CREATE INDEX alarms_by_state ON alarms (state, first_ms);
   ALTER TABLE transitions ADD COLUMN onset INTEGER;
   UPDATE transitions SET onset = body ->> '$.alarm.priority' WHERE body ->> '$.verb' IN ('raised', 'repeated');
   CREATE INDEX onsets ON transitions (compound, at_ms, onset) WHERE onset IS NOT NULL;
   CREATE TABLE out_of_service (compound TEXT NOT NULL, device TEXT NOT NULL, mark TEXT NOT NULL,
     PRIMARY KEY (compound, device)) WITHOUT ROWID;`,
  // A device that counts its events from one again does not repeat itself.
  `CREATE TABLE events_anew (seq INTEGER PRIMARY KEY AUTOINCREMENT, compound TEXT NOT NULL, device TEXT NOT NULL,
     id TEXT NOT NULL, type TEXT NOT NULL, at_ms REAL NOT NULL, received_ms REAL NOT NULL, sent_ms REAL NOT NULL,
     data TEXT NOT NULL, UNIQUE (compound, device, id, sent_ms));
   INSERT INTO events_anew SELECT seq, compound, device, id, type, at_ms, received_ms, at_ms, data FROM events;
   DROP TABLE events;
   ALTER TABLE events_anew RENAME TO events;
   CREATE INDEX events_by_time ON events (compound, at_ms);
   UPDATE alarms SET record = json_set(record, '$.announced', json('true')) WHERE record ->> '$.announced' IS NULL;
   UPDATE incidents SET record = json_set(record, '$.deviceKeys', json('[]')) WHERE record ->> '$.deviceKeys' IS NULL;`,
  // An incident grows by entries; its record no longer holds them.
  `CREATE TABLE incident_entries (incident TEXT NOT NULL, seq INTEGER NOT NULL, at_ms REAL NOT NULL, kind TEXT NOT NULL,
     entry TEXT NOT NULL, PRIMARY KEY (incident, seq)) WITHOUT ROWID;
   INSERT INTO incident_entries SELECT i.id, e.key, e.value ->> '$.atMs', e.value ->> '$.kind',
     json_set(e.value, '$.seq', e.key) FROM incidents AS i, json_each(i.record, '$.entries') AS e;
   UPDATE incidents SET record = json_set(json_remove(record, '$.entries'), '$.version', 2,
     '$.entryCount', coalesce(json_array_length(record, '$.entries'), 0));`,
  // Who this hub is, for brokers and other hubs.
  `CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
   INSERT INTO facts VALUES ('hub', lower(hex(randomblob(8))));`,
  `CREATE TABLE commands (id TEXT PRIMARY KEY, compound TEXT NOT NULL, device TEXT NOT NULL, state TEXT NOT NULL,
     requested_ms REAL NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX commands_by_device ON commands (compound, device, requested_ms);
   CREATE INDEX commands_by_time ON commands (compound, requested_ms);
   CREATE INDEX commands_waiting ON commands (state) WHERE state IN ('requested', 'sent');
   CREATE TABLE command_steps (seq INTEGER PRIMARY KEY AUTOINCREMENT, compound TEXT NOT NULL, at_ms REAL NOT NULL,
     command TEXT NOT NULL, body TEXT NOT NULL);
   CREATE INDEX command_steps_by_time ON command_steps (compound, at_ms);
   CREATE INDEX command_steps_by_command ON command_steps (command, seq);`,
  // What people set for a compound: rules of its own, and more by name.
  `CREATE TABLE compound_settings (compound TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
     PRIMARY KEY (compound, name)) WITHOUT ROWID;`,
  // People, what they are known by, and the chain of what they did.
  `CREATE TABLE audit (seq INTEGER PRIMARY KEY, body TEXT NOT NULL, hash TEXT NOT NULL,
     at_ms REAL GENERATED ALWAYS AS (body ->> '$.atMs') VIRTUAL,
     compound TEXT GENERATED ALWAYS AS (body ->> '$.compound') VIRTUAL);
   CREATE INDEX audit_by_time ON audit (at_ms);
   CREATE TABLE audit_head (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL);
   CREATE TABLE users (name TEXT PRIMARY KEY, record TEXT NOT NULL, password TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE sessions (hash TEXT PRIMARY KEY, record TEXT NOT NULL, used_ms REAL NOT NULL) WITHOUT ROWID;
   CREATE TABLE tokens (id TEXT PRIMARY KEY, record TEXT NOT NULL, hash TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE device_credentials (id TEXT PRIMARY KEY, record TEXT NOT NULL, hash TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE camera_hosts (compound TEXT PRIMARY KEY, hosts TEXT NOT NULL) WITHOUT ROWID;`,
  // Whose description a device has. Those of Home Assistant say to speak once a day; of others that do so nobody can tell,
  // and the next who describes them has them.
  `UPDATE devices SET meta = json_remove(CASE
     WHEN meta ->> '$.planned' THEN json_set(meta, '$.describedBy', 'plan')
     WHEN key LIKE 'home-assistant/%' OR coalesce(meta ->> '$.intervalS', 0) = 86400 THEN meta
     ELSE json_set(meta, '$.describedBy', 'native') END, '$.planned');`,
  // Somebody answers for an incident, and of each step it is known what came of it; lists ask by state.
  `UPDATE incidents SET record = json_set(record, '$.version', 3, '$.assignee', json('null'), '$.procedure',
     json(coalesce((SELECT json_group_array(json_set(step.value, '$.result', json('null')) ORDER BY step.key)
       FROM json_each(record, '$.procedure') AS step), '[]')));
   CREATE INDEX incidents_by_state ON incidents (compound, record ->> '$.state', started_ms);`,
  // Shifts handed over, and how people have laid out their screens.
  `CREATE TABLE handovers (id TEXT PRIMARY KEY, compound TEXT NOT NULL, at_ms REAL NOT NULL, record TEXT NOT NULL)
     WITHOUT ROWID;
   CREATE INDEX handovers_by_time ON handovers (compound, at_ms);
   CREATE TABLE preferences (user TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;`,
  // Devices that are silent, with the times of their last readings.
  `CREATE TABLE silences (compound TEXT NOT NULL, device TEXT NOT NULL, record TEXT NOT NULL,
     PRIMARY KEY (compound, device)) WITHOUT ROWID;`,
  // Work orders, numbered in their compound.
  `CREATE TABLE work_orders (id TEXT PRIMARY KEY, compound TEXT NOT NULL, number INTEGER NOT NULL, open INTEGER NOT NULL,
     device TEXT, place TEXT, external TEXT, created_ms REAL NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX work_orders_by_time ON work_orders (compound, created_ms);
   CREATE UNIQUE INDEX work_orders_by_number ON work_orders (compound, number);
   CREATE INDEX work_orders_by_external ON work_orders (compound, external) WHERE external IS NOT NULL;`,
  // Notices on their way and what became of them; warnings to residents.
  `CREATE TABLE notices (id TEXT PRIMARY KEY, compound TEXT NOT NULL, ref TEXT, state TEXT NOT NULL,
     created_ms REAL NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX notices_by_time ON notices (compound, created_ms);
   CREATE INDEX notices_by_ref ON notices (ref) WHERE ref IS NOT NULL;
   CREATE INDEX notices_waiting ON notices (state) WHERE state IN ('queued', 'sending');
   CREATE TABLE warnings (id TEXT PRIMARY KEY, compound TEXT NOT NULL, written_ms REAL NOT NULL, record TEXT NOT NULL)
     WITHOUT ROWID;
   CREATE INDEX warnings_by_time ON warnings (compound, written_ms);
   CREATE INDEX alarms_by_source ON alarms (compound, record ->> '$.deviceKey', record ->> '$.ruleId', first_ms);`,
  // Passes of visitors, by the hash of their token, who passed where, and bookings: no two of a device at one time.
  `CREATE TABLE passes (id TEXT PRIMARY KEY, compound TEXT NOT NULL, number INTEGER NOT NULL, place TEXT NOT NULL,
     plate TEXT, token TEXT NOT NULL UNIQUE, external TEXT, until_ms REAL NOT NULL, issued_ms REAL NOT NULL,
     personal INTEGER NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
   CREATE UNIQUE INDEX passes_by_number ON passes (compound, number);
   CREATE INDEX passes_by_time ON passes (compound, issued_ms);
   CREATE INDEX passes_by_plate ON passes (compound, plate) WHERE plate IS NOT NULL;
   CREATE INDEX passes_by_external ON passes (compound, external) WHERE external IS NOT NULL;
   CREATE INDEX passes_personal ON passes (until_ms) WHERE personal = 1;
   CREATE TABLE passages (seq INTEGER PRIMARY KEY AUTOINCREMENT, compound TEXT NOT NULL, system TEXT NOT NULL,
     device TEXT NOT NULL, id TEXT NOT NULL, sent_ms REAL NOT NULL, at_ms REAL NOT NULL, refused INTEGER NOT NULL, body TEXT NOT NULL,
     UNIQUE (compound, device, id, sent_ms));
   CREATE INDEX passages_by_time ON passages (compound, at_ms);
   CREATE INDEX passages_by_system ON passages (compound, system, at_ms);
   CREATE INDEX passages_by_device ON passages (compound, device, at_ms);
   CREATE INDEX passages_refused ON passages (compound, at_ms) WHERE refused = 1;
   CREATE TABLE bookings (id TEXT PRIMARY KEY, compound TEXT NOT NULL, number INTEGER NOT NULL, device TEXT NOT NULL,
     plate TEXT, external TEXT, from_ms REAL NOT NULL, until_ms REAL NOT NULL, open INTEGER NOT NULL,
     personal INTEGER NOT NULL, record TEXT NOT NULL, CHECK (from_ms < until_ms)) WITHOUT ROWID;
   CREATE UNIQUE INDEX bookings_by_number ON bookings (compound, number);
   CREATE INDEX bookings_by_device ON bookings (compound, device, from_ms);
   CREATE INDEX bookings_by_time ON bookings (compound, from_ms);
   CREATE INDEX bookings_by_external ON bookings (compound, external) WHERE external IS NOT NULL;
   CREATE INDEX bookings_open ON bookings (open) WHERE open = 1;
   CREATE INDEX bookings_personal ON bookings (until_ms) WHERE personal = 1;
   CREATE TRIGGER bookings_apart BEFORE INSERT ON bookings WHEN NEW.open = 1 AND EXISTS (SELECT 1 FROM bookings
     WHERE compound = NEW.compound AND device = NEW.device AND id <> NEW.id AND open = 1
       AND from_ms < NEW.until_ms AND until_ms > NEW.from_ms)
     BEGIN SELECT RAISE(ABORT, 'two bookings of one device at one time'); END;`,
  // Views of a compound that were kept for everybody.
  `CREATE TABLE saved_views (id TEXT PRIMARY KEY, compound TEXT NOT NULL, at_ms REAL NOT NULL, record TEXT NOT NULL)
     WITHOUT ROWID;
   CREATE INDEX saved_views_by_time ON saved_views (compound, at_ms);`,
  // How cameras were calibrated: each stays, for what was judged by it.
  `CREATE TABLE calibrations (id TEXT PRIMARY KEY, compound TEXT NOT NULL, device TEXT NOT NULL, at_ms REAL NOT NULL,
     record TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX calibrations_by_device ON calibrations (compound, device, at_ms);`,
  // Evidence packages that were made, and what they rest on kept from going for its age.
  `CREATE TABLE evidence_packages (id TEXT PRIMARY KEY, compound TEXT NOT NULL, incident TEXT NOT NULL, at_ms REAL NOT NULL,
     record TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX evidence_packages_by_incident ON evidence_packages (incident, at_ms);
   CREATE TABLE evidence_locks (incident TEXT PRIMARY KEY, compound TEXT NOT NULL, from_ms REAL NOT NULL,
     to_ms REAL NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX evidence_locks_by_compound ON evidence_locks (compound, from_ms);`,
  // Instants and stretches of the past that somebody has named.
  `CREATE TABLE bookmarks (id TEXT PRIMARY KEY, compound TEXT NOT NULL, from_ms REAL NOT NULL, record TEXT NOT NULL)
     WITHOUT ROWID;
   CREATE INDEX bookmarks_by_time ON bookmarks (compound, from_ms);`,
  // Devices that were removed, as they last were: the past before shows them.
  `CREATE TABLE former_devices (compound TEXT NOT NULL, key TEXT NOT NULL, until_ms REAL NOT NULL, record TEXT NOT NULL,
     PRIMARY KEY (compound, key)) WITHOUT ROWID;`,
  // Scenarios of drills of a compound's own, and each time that one was played.
  `CREATE TABLE drill_scenarios (compound TEXT NOT NULL, id TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (compound, id))
     WITHOUT ROWID;
   CREATE TABLE drill_runs (id TEXT PRIMARY KEY, compound TEXT NOT NULL, incident TEXT NOT NULL, started_ms REAL NOT NULL,
     record TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX drill_runs_by_time ON drill_runs (compound, started_ms);
   CREATE INDEX drill_runs_running ON drill_runs (id) WHERE record ->> '$.state' = 'running';`,
];
