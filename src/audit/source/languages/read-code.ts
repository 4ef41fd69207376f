// A syntax tree as code, by the rules of its language.

import type { Code } from "../code.ts";
import type { Source } from "../source-text.ts";
import type { Syntax } from "../syntax.ts";
import type { Language, Read } from "./language.ts";

export function readCode(root: Syntax, source: Source, { rules }: Language): Code {
  const visit = (node: Syntax): Code => {
    const rule = rules[node.type];
    return rule === undefined ? { kind: "other", node, children: node.children.map(visit) } : rule(node, read);
  };
  const read: Read = Object.assign(visit, { source, heredocs: heredocsIn(root) });
  return visit(root);
}

/** Bodies follow in the order in which they are opened. */
function heredocsIn(root: Syntax): ReadonlyMap<number, Syntax> {
  const openings: number[] = [];
  const bodies: Syntax[] = [];
  const visit = (node: Syntax): void => {
    if (node.type === "heredoc_beginning") openings.push(node.start);
    if (node.type === "heredoc_body" && node.field !== "value") bodies.push(node);
    node.children.forEach(visit);
  };
  visit(root);
  return new Map(openings.flatMap((at, index) => (bodies[index] === undefined ? [] : [[at, bodies[index]]])));
}
