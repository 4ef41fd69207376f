// What GitHub's runner does with a line of a step's log: it looks for a command to itself. Written after actions/runner,
// src/Runner.Common/ActionCommand.cs, in words of our own: `::name key=value,…::data` at the beginning, `##[name …]` anywhere.

export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

export function commandIn(line: string): Command | undefined {
  return current(line.trimStart()) ?? older(line);
}

function current(line: string): Command | undefined {
  const end = line.startsWith("::") ? line.indexOf("::", 2) : -1;
  if (end < 0) return undefined;
  const [, name = "", rest = ""] = /^(\S*)(?: (.*))?$/s.exec(line.slice(2, end)) ?? [];
  return { name, properties: propertiesOf(rest, ","), data: unescaped(line.slice(end + 2)) };
}

/** Azure's `##vso[…]` is alike. */
function older(line: string): Command | undefined {
  const [, name = "", rest = "", data = ""] = /##(?:vso)?\[([^\s\]]*)(?: ([^\]]*))?\](.*)$/s.exec(line) ?? [];
  return name === "" ? undefined : { name, properties: propertiesOf(rest, ";"), data };
}

function propertiesOf(text: string, separator: string): Record<string, string> {
  const pairs = text.split(separator).filter((pair) => pair.includes("="));
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      return [
        pair.slice(0, at).trim(),
        unescaped(
          pair
            .slice(at + 1)
            .replace(/%3A/gi, ":")
            .replace(/%2C/gi, ","),
        ),
      ];
    }),
  );
}

const unescaped = (text: string) => text.replace(/%0D/g, "\r").replace(/%0A/g, "\n").replace(/%25/g, "%");
