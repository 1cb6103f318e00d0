/** Preferences by user, kept as they were given. Who has none yet has an empty record. */
import { Compile } from 'typebox/compile';
import { mostPreferenceBytes, PreferencesRecord, type Preferences } from '#shared/protocol/preferences.ts';
import { failure, type Result } from '#shared/protocol/result.ts';
import { createUnstored, type Records } from '../records/index.ts';
import { commit } from './commit.ts';

export interface PreferenceStore {
  get(user: string): PreferencesRecord;
  set(user: string, preferences: Preferences): Promise<Result<PreferencesRecord>>;
}

const isRecord = Compile(PreferencesRecord);
const none: PreferencesRecord = { version: 1, changedMs: 0, preferences: {} };

export function createPreferences({
  records,
  now,
}: {
  records: Records;
  now: () => number;
}): PreferenceStore {
  const unstored = createUnstored<PreferencesRecord>();
  const one = records.db.prepare<[string], string>('SELECT record FROM preferences WHERE user = ?').pluck();
  const keyOf = (user: string) => user.normalize('NFC').toLowerCase();

  return {
    get(user) {
      const key = keyOf(user);
      const fresh = unstored.get(key);
      if (fresh) return fresh;
      const record: unknown = JSON.parse(one.get(key) ?? 'null');
      // What a later version or a fault has left is no reason to keep somebody from working.
      return isRecord.Check(record) ? record : none;
    },
    set(user, preferences) {
      const key = keyOf(user);
      const record: PreferencesRecord = { version: 1, changedMs: now(), preferences };
      const text = JSON.stringify(record);
      if (Buffer.byteLength(JSON.stringify(preferences)) > mostPreferenceBytes)
        return Promise.resolve(failure('preferences-large', { kibibytes: mostPreferenceBytes / 1024 }));
      const release = unstored.hold(key, record);
      const unit = [
        { sql: 'INSERT OR REPLACE INTO preferences (user, record) VALUES (?, ?)', params: [key, text] },
      ];
      return commit(records, unit, record, release);
    },
  };
}
