// For options that are handed on: what was not given is not there.

type Optional<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

export type Given<T> = { readonly [K in Exclude<keyof T, Optional<T>>]: T[K] } & {
  readonly [K in Optional<T>]?: Exclude<T[K], undefined>;
};

/** The values without those that are undefined, which an exact optional property must not be. */
export function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
}
