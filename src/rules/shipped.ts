// Where the package keeps what it ships besides code: two folders up from here, in src and in dist alike.

/** What pgloader loses on the way, for people to read and for `losses/load.ts`. */
export const lossesFile = new URL("../../src/rules/losses/losses.yaml", import.meta.url);
