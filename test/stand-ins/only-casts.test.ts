// What a stand-in's guess of a type can change in a text, and what looks alike and is a change.

import { beforeAll, expect, it } from "vitest";
import { differOnlyInCasts } from "../../src/compare/only-casts.ts";
import { normalForm } from "../../src/sql/expression.ts";
import { loadParser, parseStatements } from "../../src/sql/parse.ts";

beforeAll(loadParser);

const isAlike = (one: string, other: string) => {
  const [a, b] = [one, other].map((text) => normalForm(parseStatements(`SELECT ${text}`)));
  return differOnlyInCasts(a, b, (path) => path.join(".") === "public.geometry");
};

it.each([
  ["public.f(a) > (5)::numeric", "public.f(a) > (5)::double precision"],
  ["(public.f(a))::text", "public.f(a)"],
  ["public.f((a)::text, 'x'::text)", "public.f(a, 'x'::character varying)"],
  ["'POINT(1 2)'::public.geometry", "'0101'::public.geometry"],
])("%s may be %s", (one, other) => {
  expect(isAlike(one, other)).toBe(true);
  expect(isAlike(other, one)).toBe(true);
});

it.each([
  ["public.f(a) > (5)::numeric", "public.f(a) > (6)::numeric"],
  ["public.f(a)", "public.g(a)"],
  ["public.f(a)", "other.f(a)"],
  ["public.f(a, b)", "public.f(b, a)"],
  ["(public.f(a))::text", "(public.f(a))::integer"],
  ["(a)::text", "a"],
  ["lower(a)::integer", "lower(a)"],
  ["'a'::public.mood", "'b'::public.mood"],
  ["(5)::double precision", "(6)::double precision"],
  ["a OPERATOR(public.&&) b", "a OPERATOR(public.@) b"],
])("%s is not %s", (one, other) => {
  expect(isAlike(one, other)).toBe(false);
  expect(isAlike(other, one)).toBe(false);
});
