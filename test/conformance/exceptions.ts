// The pairs of which a check does not say what PostgreSQL's dumps say, each with its reason. One that comes right must go.

export const exceptions: Readonly<Record<string, string>> = {
  "pg-schema-diff/extensions:upgrade an extension implicitly and explicitly":
    "the extensions' versions differ; a check says so, and pg_dump never writes them",
  "pgquarrel/language": "needs plperl, whose library the servers of the packages cannot load: they bring no libperl",
};
