/**
 * What a translation must have: every key of the Chinese texts. Chinese has no plural; where a text counts
 * (`{{count}}`), English has two forms, `key_one` and `key_other`, between which i18next chooses.
 */
export type Translated<Zh extends Readonly<Record<string, string>>> = {
  readonly [
    Key in keyof Zh & string as Zh[Key] extends `${string}{{count}}${string}`
      ? `${Key}_one` | `${Key}_other`
      : Key
  ]: string;
};
