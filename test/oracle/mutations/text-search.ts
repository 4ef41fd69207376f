// Text search parsers, templates, dictionaries and configurations.

import { commented, dropped, moved, mutationsOf, renamed } from "./mutation.ts";

const tokens = ["asciiword", "word", "numword", "email", "url", "asciihword, hword"];
const dictionaries = ["simple", "english_stem", "app.dictionary", "english_stem, simple", "simple, english_stem"];

export const textSearchMutations = [
  ...mutationsOf("text search parser", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE TEXT SEARCH PARSER ${it}.${newName()} (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype ${oneOf(["", ", HEADLINE = prsd_headline"])})`,
    },
    renamed("TEXT SEARCH PARSER", "text search parser"),
    moved("TEXT SEARCH PARSER", "text search parser"),
    commented("TEXT SEARCH PARSER", "text search parser"),
    dropped("TEXT SEARCH PARSER", "text search parser"),
  ]),
  ...mutationsOf("text search template", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE TEXT SEARCH TEMPLATE ${it}.${newName()} (${oneOf(["INIT = dsimple_init, ", ""])} LEXIZE = dsimple_lexize)`,
    },
    renamed("TEXT SEARCH TEMPLATE", "text search template"),
    moved("TEXT SEARCH TEMPLATE", "text search template"),
    commented("TEXT SEARCH TEMPLATE", "text search template"),
    dropped("TEXT SEARCH TEMPLATE", "text search template"),
  ]),
  ...mutationsOf("text search dictionary", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE TEXT SEARCH DICTIONARY ${it}.${newName()} (TEMPLATE = ${oneOf(["simple", "simple, STOPWORDS = english", "snowball, LANGUAGE = german", "app.template", "simple, ACCEPT = false"])})`,
    },
    {
      name: "options",
      on: "text search dictionary",
      sql: ({ it }, { oneOf }) =>
        `ALTER TEXT SEARCH DICTIONARY ${it} (${oneOf(["STOPWORDS = english", "STOPWORDS", "ACCEPT = false", "ACCEPT = true"])})`,
    },
    renamed("TEXT SEARCH DICTIONARY", "text search dictionary"),
    moved("TEXT SEARCH DICTIONARY", "text search dictionary"),
    commented("TEXT SEARCH DICTIONARY", "text search dictionary"),
    dropped("TEXT SEARCH DICTIONARY", "text search dictionary"),
  ]),
  ...mutationsOf("text search configuration", [
    {
      name: "create",
      on: "schema",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE TEXT SEARCH CONFIGURATION ${it}.${newName()} (${oneOf(["PARSER = default", "COPY = english", "COPY = app.search", "PARSER = app.parser"])})`,
    },
    {
      name: "add mapping",
      on: "text search configuration",
      sql: ({ it }, { oneOf }) =>
        `ALTER TEXT SEARCH CONFIGURATION ${it} ADD MAPPING FOR ${oneOf(tokens)} WITH ${oneOf(dictionaries)}`,
    },
    {
      name: "alter mapping",
      on: "text search configuration",
      sql: ({ it }, { oneOf }) =>
        `ALTER TEXT SEARCH CONFIGURATION ${it} ALTER MAPPING FOR ${oneOf(tokens)} WITH ${oneOf(dictionaries)}`,
    },
    {
      name: "replace dictionary",
      on: "text search configuration",
      sql: ({ it }) => `ALTER TEXT SEARCH CONFIGURATION ${it} ALTER MAPPING REPLACE simple WITH english_stem`,
    },
    {
      name: "drop mapping",
      on: "text search configuration",
      sql: ({ it }, { oneOf }) => `ALTER TEXT SEARCH CONFIGURATION ${it} DROP MAPPING FOR ${oneOf(tokens)}`,
    },
    renamed("TEXT SEARCH CONFIGURATION", "text search configuration"),
    moved("TEXT SEARCH CONFIGURATION", "text search configuration"),
    commented("TEXT SEARCH CONFIGURATION", "text search configuration"),
    dropped("TEXT SEARCH CONFIGURATION", "text search configuration"),
  ]),
];
