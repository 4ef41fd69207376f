// What stands after `sqlalchemy:`. It comes from a command line or a file: only names get through, and nothing is run here.

import { SourceError } from "../errors.ts";
import { oneLine } from "./python-failure.ts";

export interface SqlalchemyRequest {
  /** Imported for what they define, and nothing else. */
  readonly modules: readonly string[];
  readonly targets: readonly SqlalchemyTarget[];
}

interface SqlalchemyTarget {
  /** As the user wrote it. */
  readonly text: string;
  readonly module: string;
  /** Attributes from the module on; one that ends in `()` is called. */
  readonly path: readonly string[];
}

const name = String.raw`[\p{L}_][\p{L}\p{N}_]*`;
const moduleName = new RegExp(`^${name}(?:\\.${name})*$`, "u");
const attributePath = new RegExp(`^${name}(?:\\(\\))?(?:\\.${name}(?:\\(\\))?)*$`, "u");

/** @throws SourceError saying how it is written */
export function parseSqlalchemyLocator(path: string): SqlalchemyRequest {
  const modules: string[] = [];
  const targets: SqlalchemyTarget[] = [];
  for (const text of path.split(",").map((each) => each.trim())) {
    const [module = "", attribute, ...rest] = text.split(":");
    if (!moduleName.test(module) || rest.length > 0) throw notSo(text);
    if (attribute === undefined) modules.push(module);
    else if (attributePath.test(attribute)) targets.push({ text, module, path: attribute.split(".") });
    else throw notSo(text);
  }
  if (targets.length === 0) throw notSo(path);
  return { modules, targets };
}

function notSo(text: string): SourceError {
  return new SourceError(
    `sqlalchemy:${oneLine(text)} names no metadata. Write module and attribute, as in sqlalchemy:app.models:Base or sqlalchemy:app:create_app()`,
  );
}
