/** How a person has laid out the screens, kept by the hub so that it is found again on another one. */
import { Type, type Static } from 'typebox';

/** Of the hub's record as JSON text. */
export const mostPreferenceBytes = 64 * 1024;

export const Preferences = Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), {
  description: 'Whatever the screens keep; at most 64 KiB of JSON.',
});
export type Preferences = Static<typeof Preferences>;

export const PreferencesRecord = Type.Object({
  version: Type.Literal(1),
  changedMs: Type.Number({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' }),
  preferences: Preferences,
});
export type PreferencesRecord = Static<typeof PreferencesRecord>;
