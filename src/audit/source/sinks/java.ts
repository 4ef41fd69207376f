// Where Java's libraries take SQL.

import type { Library } from "./sink.ts";

const jdbc = [
  "jdbctemplate",
  "jdbc",
  "template",
  "namedparameterjdbctemplate",
  "jdbcoperations",
  "namedjdbc",
  "jdbcclient",
  "client",
];
const statements = ["stmt", "statement", "st", "s", "createstatement()", "conn", "connection", "ps"];

export const javaLibraries: readonly Library[] = [
  {
    name: "JDBC",
    source: "https://docs.oracle.com/en/java/javase/21/docs/api/java.sql/java/sql/Statement.html",
    sinks: [
      { call: "prepareStatement" },
      { call: "prepareCall" },
      { call: "nativeSQL" },
      ...["executeQuery", "executeUpdate", "execute", "addBatch", "executeLargeUpdate"].map((call) => ({
        call,
        on: statements,
      })),
    ],
  },
  {
    name: "Spring JDBC",
    source: "https://docs.spring.io/spring-framework/reference/data-access/jdbc/core.html",
    sinks: [
      "query",
      "queryForObject",
      "queryForList",
      "queryForMap",
      "queryForRowSet",
      "update",
      "batchUpdate",
      "execute",
      "sql",
      "queryForStream",
      "queryForInt",
    ].map((call) => ({ call, on: jdbc, values: "rest" as const })),
  },
  {
    name: "JPA and Hibernate",
    source: "https://jakarta.ee/specifications/persistence/3.2/jakarta-persistence-spec-3.2#a4306",
    sinks: [
      { call: "createNativeQuery" },
      { call: "createSQLQuery" },
      { call: "@Query", names: ["value"], where: { field: "nativeQuery", value: "true" } },
      { call: "@NamedNativeQuery", names: ["query"] },
      { call: "@NativeQuery", names: ["value"] },
      { call: "@Formula" },
      { call: "@SQLDelete", names: ["sql"] },
      { call: "@SQLInsert", names: ["sql"] },
      { call: "@SQLUpdate", names: ["sql"] },
    ],
  },
  {
    name: "MyBatis",
    source: "https://mybatis.org/mybatis-3/java-api.html#mapper-annotations",
    sinks: ["@Select", "@Insert", "@Update", "@Delete"].map((call) => ({
      call,
      names: ["value"],
      parameters: ["hash"] as const,
    })),
  },
  {
    name: "Jdbi and Micronaut Data",
    source: "https://jdbi.org/#_annotated_methods",
    sinks: [
      { call: "@SqlQuery", names: ["value"], parameters: ["colon"] },
      { call: "@SqlUpdate", names: ["value"], parameters: ["colon"] },
      { call: "@SqlBatch", names: ["value"], parameters: ["colon"] },
      { call: "createQuery", on: ["handle", "h"] },
      { call: "createUpdate", on: ["handle", "h"] },
    ],
  },
];
