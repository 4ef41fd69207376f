// Prisma's schema through the real `prisma migrate diff`. Its engine of today is a binary that is fetched apart from npm, so
// that here it runs on the one that Prisma 6 has as WebAssembly, which asks a server what it is.

import { describe, expect, test, vi } from "vitest";
import { kinds } from "../../../src/kinds/registry.ts";
import { prisma } from "../../../src/models/prisma.ts";
import { useFolder } from "../../support/cli.ts";
import { describeWithOwnServer } from "../../support/servers.ts";
import { catalogOf } from "../migrations/fixtures.ts";
import { installed, project, testWith } from "./projects.ts";

const files = useFolder();

const schema = (url: string) => `
datasource db {
  provider = "postgresql"
  ${url}
}
generator client {
  provider = "prisma-client-js"
}
enum Mood {
  SAD
  OK
}
model User {
  id    Int     @id @default(autoincrement())
  email String  @unique
  name  String  @default("a;b") @db.VarChar(80)
  mood  Mood?
  posts Post[]
}
model Post {
  id       String   @id @default(uuid())
  at       DateTime @default(now())
  author   User     @relation(fields: [authorId], references: [id])
  authorId Int
  @@index([at(sort: Desc)])
}
`;

const six = installed("prisma", "prisma6");
const seven = installed("prisma");

describeWithOwnServer(15, (server) => {
  testWith(six)("makes the tables, enums, keys and indexes of the schema", async () => {
    await project(files(), "shop", six);
    const url = server().url;
    const config = `import { PrismaPg } from "@prisma/adapter-pg";
      console.log("[dotenv] injecting env");
      export default { experimental: { adapter: true }, engine: "js", adapter: async () => new PrismaPg({ connectionString: "${url}" }) };`;
    await files().write("shop/prisma.config.ts", config);
    const file = await files().write("shop/schema.prisma", schema(`url = "${url}"`));
    vi.stubEnv("PRISMA_QUERY_ENGINE_LIBRARY", file);
    vi.stubEnv("PRISMA_SCHEMA_ENGINE_BINARY", file);
    const { scripts, found, lacks = [] } = await prisma.ddl(file, {}).finally(() => vi.unstubAllEnvs());
    expect(found).toMatch(/^the schema of .*schema\.prisma, by prisma 6\./);
    const { objects, notCompared } = await catalogOf(scripts);
    expect(notCompared).toEqual([]);
    expect([...objects.keys()].map(String)).toEqual(
      expect.arrayContaining(['enum:public."Mood"', 'column:public."User".name', 'index:public."Post"."Post_at_idx"']),
    );
    const known = new Set(
      kinds.flatMap(({ name, attributes }) => [name, ...Object.keys(attributes).map((each) => `${name}.${each}`)]),
    );
    expect(lacks.filter((each) => !known.has(each))).toEqual([]);
    expect(lacks).toEqual(
      expect.arrayContaining(["view", "trigger", "function", "policy", "index.predicate", "extension"]),
    );
  });
});

describe.each([
  ["prisma 6", six],
  ["prisma 7", seven],
])("%s", (name, modules) => {
  testWith(modules)("is told to fetch its engine itself", async () => {
    await project(files(), name, modules);
    const file = await files().write(
      `${name}/schema.prisma`,
      schema(name === "prisma 6" ? 'url = "postgres://x"' : ""),
    );
    const failure = prisma.ddl(file, {});
    await expect(failure).rejects.toThrow(
      /^prisma \S+ failed: .*\. Its engine is not installed, and driftcheck downloads nothing/,
    );
  });
});

test("a project without prisma is told so", async () => {
  await project(files(), "bare", undefined);
  const file = await files().write("bare/schema.prisma", schema(""));
  await expect(prisma.ddl(file, {})).rejects.toThrow(`${file} needs prisma, which is not installed`);
});
