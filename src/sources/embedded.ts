export async function openEmbedded(_o?: { extensions?: readonly string[] }) { const { PGlite } = await import("@electric-sql/pglite"); return PGlite.create(); }
