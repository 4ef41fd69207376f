// Scripts in an encoding that they declare are what the same text is in UTF-8.

import { expect, it } from "vitest";
import { textOf } from "../../src/scripts/files.ts";

const head = (encoding: string) => `-- a dump\nSET statement_timeout = 0;\nSET client_encoding = ${encoding};\n`;

it.each([
  ["'LATIN1'", "Z\xfcrich", "Zürich"],
  ["'iso_8859_1'", "\x80", "\u0080"],
  ["'LATIN9'", "\xa4", "€"],
  ["win1251", "\xcf\xf0\xe8", "При"],
  ["'EUC_JP'", "\xc6\xfc", "日"],
])("%s", (encoding, written, read) => {
  const bytes = (text: string) => Buffer.from(`${head(encoding)}CREATE TABLE t (a text DEFAULT '${text}');`, "latin1");
  expect(textOf(bytes(written), "x.sql")).toBe(
    bytes("?").toString("latin1").replace(encoding, "'UTF8'").replace("?", read),
  );
});

it.each([
  ["one that is not known", `${head("'MULE_INTERNAL'")}SELECT '\xfc';`],
  ["one that comes too late", `SELECT '\xfc';\n${head("'LATIN1'")}`],
  ["one in a comment", "-- SET client_encoding = 'LATIN1';\nSELECT '\xfc';"],
  ["bytes that are none of it", `${head("'EUC_JP'")}SELECT '\xff\xff';`],
])("refuses %s", (_, text) => {
  expect(() => textOf(Buffer.from(text, "latin1"), "x.sql")).toThrow("x.sql is not UTF-8 text");
});
