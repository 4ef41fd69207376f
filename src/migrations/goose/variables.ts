// Variables of the environment in a migration, where `-- +goose ENVSUB ON` asks for them: in goose's own spellings.

import { SourceError } from "../../errors.ts";

/** @throws SourceError for a variable that is not set here: goose would leave it empty, and the declared would be another */
export function substituted(line: string, where: string): string {
  return line.replace(
    /\\\$|\$\$|\$\{([^}]*)\}|\$([A-Za-z_]\w*)/g,
    (_, braced: string | undefined, plain: string | undefined) =>
      braced === undefined && plain === undefined ? "$" : evaluated(braced ?? plain ?? "", where),
  );
}

function evaluated(expression: string, where: string): string {
  const [, name, colon, fallback] = /^([A-Za-z_]\w*)(?:(:?)-(.*))?$/.exec(expression) ?? [];
  if (name === undefined)
    throw new SourceError(
      `${where}: driftcheck cannot substitute \${${expression}}. Use \${NAME} or \${NAME:-default}.`,
    );
  const value = process.env[name];
  const isGiven = value !== undefined && (value !== "" || colon !== ":");
  if (isGiven) return value;
  if (fallback === undefined)
    throw new SourceError(`${where}: goose reads ${name} from the environment, where it is not set. Set it.`);
  return fallback;
}
