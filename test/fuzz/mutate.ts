// A script as an accident would leave it: cut short, a byte wrong, a statement lost, doubled or moved. A seed tells which.

/** A number from 0 up to 1, and not 1. */
export type Random = () => number;

type Mutation = (script: Buffer, random: Random) => Buffer;

const below = (random: Random, end: number) => Math.floor(random() * end);

/** Where a statement most often ends. What is cut elsewhere, as in a function's body, is a case as well. */
const boundary = ";\n";

function pieces(script: Buffer): Buffer[] {
  // Byte by byte, so that what is no UTF-8 stays as it is.
  const parts = script.toString("latin1").split(boundary);
  const ended = parts.map((part, at) => (at === parts.length - 1 ? part : part + boundary));
  return ended.filter((part) => part !== "").map((part) => Buffer.from(part, "latin1"));
}

const cut: Mutation = (script, random) => script.subarray(0, below(random, script.length));

const flip: Mutation = (script, random) => {
  const copy = Buffer.from(script);
  for (let count = 1 + below(random, 3); count > 0; count -= 1)
    copy[below(random, copy.length)] = random() < 0.8 ? 32 + below(random, 95) : below(random, 256);
  return copy;
};

const changed = (change: (parts: Buffer[], at: number, random: Random) => void): Mutation => {
  return (script, random) => {
    const parts = pieces(script);
    change(parts, below(random, parts.length), random);
    return Buffer.concat(parts);
  };
};

const drop = changed((parts, at) => parts.splice(at, 1));

const double = changed((parts, at, random) => {
  const part = parts[at];
  if (part !== undefined) parts.splice(at + below(random, parts.length - at), 0, part);
});

const shuffle = changed((parts, at, random) => {
  parts.splice(below(random, parts.length), 0, ...parts.splice(at, 1));
});

const mutations: Readonly<Record<string, Mutation>> = { cut, flip, drop, double, shuffle };

export interface Mutated {
  /** `flip, then drop` */
  readonly name: string;
  readonly bytes: Buffer;
}

export function mutated(script: Buffer, random: Random): Mutated {
  const names = Object.keys(mutations);
  const chosen = Array.from({ length: random() < 0.7 ? 1 : 2 }, () => names[below(random, names.length)] ?? "");
  const bytes = chosen.reduce((so, name) => mutations[name]?.(so, random) ?? so, script);
  return { name: chosen.join(", then "), bytes };
}
