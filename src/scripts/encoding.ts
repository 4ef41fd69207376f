// A script in another encoding than UTF-8, which it declares in its beginning, as `pg_dump --encoding` writes it.

import { type Read, tokensOf } from "./psql-tokens.ts";

/** PostgreSQL's names of encodings, without what it passes over in them → those of the Encoding Standard. */
const encodings: Readonly<Record<string, string>> = {
  latin2: "iso-8859-2",
  latin5: "iso-8859-9",
  latin9: "iso-8859-15",
  iso88595: "iso-8859-5",
  iso88597: "iso-8859-7",
  win1250: "windows-1250",
  win1251: "windows-1251",
  win1252: "windows-1252",
  win1253: "windows-1253",
  win1254: "windows-1254",
  koi8r: "koi8-r",
  koi8u: "koi8-u",
  eucjp: "euc-jp",
  sjis: "shift_jis",
  euckr: "euc-kr",
  gbk: "gbk",
  gb18030: "gb18030",
  big5: "big5",
};

/** @returns the script with UTF-8 in place of the encoding that it sets before its first character beyond ASCII; undefined without one */
export function decoded(bytes: Buffer): string | undefined {
  const beyond = bytes.findIndex((byte) => byte > 127);
  const start = bytes.toString("latin1", 0, beyond);
  const declared = declaredIn(start);
  if (declared === undefined) return undefined;
  const rest = decode(bytes.subarray(beyond), nameOf(declared));
  return rest && `${start.slice(0, declared.at)}'UTF8'${start.slice(declared.at + declared.text.length)}${rest}`;
}

/** The value of the last `SET [SESSION] client_encoding { = | TO } value`. */
function declaredIn(start: string): Read | undefined {
  let found: Read | undefined;
  let words: string[] = [];
  for (const token of tokensOf(start)) {
    if (/^set (?:session )?client_encoding (?:=|to)$/.test(words.join(" "))) found = token;
    words = token.text === ";" ? [] : [...words, token.text.toLowerCase()].slice(0, 5);
  }
  return found;
}

const nameOf = ({ text }: Read) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

function decode(bytes: Buffer, name: string): string | undefined {
  // The Encoding Standard reads Latin-1 as Windows' 1252.
  if (name === "latin1" || name === "iso88591") return bytes.toString("latin1");
  const encoding = encodings[name];
  if (encoding === undefined) return undefined;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
