// Which migration tool's folder a locator stands for.

import { stat } from "node:fs/promises";
import { SourceError } from "../errors.ts";
import { models } from "../models/registry.ts";
import { redact } from "../redact.ts";
import { migrationTools } from "./registry.ts";
import type { History, MigrationTool } from "./tool.ts";

export interface Migrations {
  readonly tool: MigrationTool;
  readonly path: string;
}

/** A locator's prefix and what follows it, as in `goose:db/migrations`; undefined where it has none that is known. */
export function prefixed(locator: string): { readonly name: string; readonly path: string } | undefined {
  const [, name = "", path = ""] = /^([a-z][a-z-]*):(?!\/\/)(.+)$/s.exec(locator) ?? [];
  return [...migrationTools, ...models].some((each) => each.name === name) ? { name, path } : undefined;
}

/**
 * The migrations that a locator stands for, by its prefix or by what its folder holds.
 * @throws SourceError where a folder could be two tools'
 */
export async function migrationsAt(locator: string): Promise<Migrations | undefined> {
  const named = prefixed(locator);
  if (named === undefined) return migrationsIn(locator);
  const { name, path } = named;
  const tool = migrationTools.find((each) => each.name === name);
  // One tool may have both a folder of migrations and a file that declares its model.
  const isModel = models.some((each) => each.name === name) && !(await isFolder(path));
  return tool === undefined || isModel ? undefined : { tool, path };
}

/** The tool that keeps this folder, so that its down parts are never run. @throws SourceError where two could */
export async function migrationsIn(path: string): Promise<Migrations | undefined> {
  if (!(await isFolder(path))) return undefined;
  const detecting = migrationTools.map(async (tool) => ((await tool.detects?.(path)) === true ? [tool] : []));
  const [tool, second] = (await Promise.all(detecting)).flat();
  if (tool !== undefined && second !== undefined) {
    const choices = `${tool.name}:${path} or ${second.name}:${path}`;
    throw new SourceError(`${path} could be a folder of ${tool.name} or of ${second.name}. Write ${choices}`);
  }
  return tool && { tool, path };
}

/** In a sentence, where a branch was not merged. */
export function severalHeads({ tool, path }: Migrations, heads: History["heads"]): string[] {
  return heads.length > 1 && !tool.hasSeveralHeads ? [`${redact(path)} has several heads: ${heads.join(", ")}`] : [];
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}
