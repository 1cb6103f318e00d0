/** A record's type as its readers see it: what a schema's own type allows to be changed is read only. */
export type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;
