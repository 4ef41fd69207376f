// The tables of docs/options.md, from the table of options.

import { comparing, type OptionEntry } from "../../src/config/options/option.ts";
import { optionGroups } from "../../src/config/options/table.ts";

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
const code = (text: string) => `\`${text}\``;

function commandsOf({ commands, required = [] }: OptionEntry): string {
  const all = comparing.every((name) => commands.includes(name));
  const named = commands.filter((name) => !all || !comparing.some((each) => each === name));
  const words = named.map((name) => `${name}${required.includes(name) ? " (required)" : ""}`);
  return [...(all ? ["comparing"] : []), ...words].join(", ");
}

function textOf({ help, form, choices, differs = {} }: OptionEntry): string {
  const own = Object.entries(differs).flatMap(([command, { help: other }]) =>
    other === undefined ? [] : [`${command}: ${other}`],
  );
  const listed = choices === undefined ? "" : `: ${choices.join(", ")}`;
  return [`${help}${listed}${form === "mapping" || form === "reports" ? " (repeatable)" : ""}`, ...own]
    .map(cell)
    .join("<br>");
}

function row(name: string, entry: OptionEntry): string {
  const { value, form, inFile, preset, default: otherwise = preset } = entry;
  const onCommandLine = form === "scope" ? "" : code(value === undefined ? `--${name}` : `--${name} ${value}`);
  const written = inFile === undefined ? "" : code(`${name}: ${inFile}`);
  const cells = [onCommandLine, textOf(entry), cell(otherwise ?? ""), commandsOf(entry), written];
  return `| ${cells.join(" | ")} |`;
}

export const optionTables = (): string =>
  Object.entries(optionGroups)
    .map(([heading, entries]) =>
      [
        `## ${heading}`,
        "",
        "| option | what it does | default | commands | in driftcheck.yaml |",
        "|---|---|---|---|---|",
        ...Object.entries(entries).map(([name, entry]) => row(name, entry)),
      ].join("\n"),
    )
    .join("\n\n");
