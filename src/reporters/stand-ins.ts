// What was compared with a stand-in for an extension, in a line or two for each.

import { printable } from "../redact.ts";
import type { NotCompared, Report } from "./reporter.ts";

/** @param counted a number and a noun, as `3 views` */
export function standInLines({ notCompared }: Report, counted: (count: number, noun: string) => string): string[] {
  const ofStandIns = notCompared.filter(isOfStandIn);
  const extensions = ofStandIns.filter(isExtension);
  const names = [...new Set(extensions.map(({ standIn }) => standIn))];
  const objects = new Map(ofStandIns.filter((each) => !isExtension(each)).map(({ id, what }) => [id ?? what, what]));
  const lines = names.map((name) => {
    const own = extensions.filter(({ standIn }) => standIn === name);
    const sides = [...new Set(own.map(({ side }) => side))].join(" and ");
    return printable(`The extension ${name} is a stand-in (${sides}): ${own[0]?.reason ?? ""}.`);
  });
  if (objects.size === 0) return lines;
  const kinds = [...objects.values()];
  const counts = [...new Set(kinds)].map((what) => counted(kinds.filter((each) => each === what).length, what));
  const which = names.length === 1 ? "it" : "them";
  return [
    ...lines,
    `Of what uses ${which} only the text was compared: ${counts.join(", ")} (--reporter json lists each).`,
  ];
}

/** It has lines of its own. */
export const isOfStandIn = ({ standIn }: NotCompared) => standIn !== undefined;

const isExtension = ({ what }: NotCompared) => what === "extension";
