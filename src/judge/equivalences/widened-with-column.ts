// The sequence behind an integer column is as wide as its column.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { usersOf } from "../../catalog/members.ts";
import { declined, type Equivalence, isProof, verdictOf } from "../equivalence.ts";
import { bothSides } from "../evidence/facts.ts";
import { ownedBySameColumn } from "./owned-by-same-column.ts";
import { widerInteger } from "./wider-integer.ts";

const widths: Readonly<Record<string, number>> = { smallint: 16, integer: 32, bigint: 64 };

/** A numeric column holds whatever a sequence gives. */
const widthOf = ({ attributes: { type } }: CatalogObject) => widths[String(type)] ?? 64;

export const widenedWithColumn: Equivalence = {
  name: "widened-with-column",
  summary: "The same column owns both sequences, and the column is wide enough for the wider sequence's numbers.",
  about: { kind: ["sequence"], type: ["changed"], attribute: ["type"] },
  prove: (drift, comparison) => {
    const owned = verdictOf(ownedBySameColumn, drift, comparison);
    if (!isProof(owned)) return owned;
    const sequences = bothSides(drift, comparison);
    const owner = sequences?.live.parent && comparison.live.objects.get(sequences.live.parent);
    const declared = sequences?.declared.parent && comparison.declared.objects.get(sequences.declared.parent);
    const filled = [owner, ...(sequences ? usersOf(sequences.live.id, comparison.live) : [])];
    const narrow = filled.find((column) => column && widthOf(column) < (widths[String(drift.live)] ?? 0));
    if (narrow)
      return declined(`${narrow.id} is still ${narrow.attributes.type}, which is too small for the sequence's numbers`);
    if (!declared || !owner || widthOf(declared) >= widthOf(owner))
      return declined("its column is as wide as declared, so somebody chose the sequence's limit");
    if (sequences?.declared.attributes.cycle && sequences.live.attributes.cycle)
      return declined("the sequence cycles, and its end differs");
    const wider = verdictOf(widerInteger, drift, comparison);
    return isProof(wider) ? `${owned.because}; ${wider.because}` : wider;
  },
};
