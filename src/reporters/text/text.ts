// The report for a person: the verdict first and last, the drift by table, then a line for everything that was ignored or not compared.

import { printable } from "../../redact.ts";
import { passedText } from "../fail-on.ts";
import { baseText } from "../moved.ts";
import type { Report, Reporter } from "../reporter.ts";
import { isOfStandIn, standInLines } from "../stand-ins.ts";
import { plural } from "../words.ts";
import { driftLines, kindsOfDrift, tableLines } from "./drift.ts";
import { accepted, compared, failing, inData, noise, pending } from "./footer.ts";
import { type Style, styleOf } from "./style.ts";
import { unreadLines } from "./unread.ts";

export const text: Reporter = {
  name: "text",
  summary: "the drift and a summary, for people",
  locates: "drift",
  render: (report, terminal) => {
    const style = styleOf(terminal);
    const blocks = report.drift.length === 0 ? clean(report, style) : drifting(report, style);
    return `${blocks
      .filter((block) => block.length > 0)
      .map((block) => block.join("\n"))
      .join("\n\n")}\n`;
  },
};

/** Three lines where there is nothing but noise. */
function clean(report: Report, style: Style): string[][] {
  const { data = [], notCompared, hints } = report;
  const wrap = (lines: readonly string[]) => lines.flatMap((line) => style.wrap(line));
  const rest = [noise(report), ...accepted(report), ...(data.length === 0 ? inData(report) : [])];
  const last = [
    ...pending(report),
    ...wrap([
      ...unreadLines(notCompared.filter((each) => !isOfStandIn(each))),
      ...failing(report),
      ...hints.map(printable),
    ]),
  ];
  if (data.length > 0)
    return [
      ["No drift in the schema.", ...wrap(standInLines(report, plural))],
      inData(report).slice(1),
      [...wrap([compared(report), ...rest]), ...last],
    ];
  const [first = "", ...more] = wrap([`${noDrift} ${compared(report)}`]);
  const atOnce = wrap(standInLines(report, plural));
  return [[style.paint("green", noDrift) + first.slice(noDrift.length), ...more, ...atOnce, ...wrap(rest), ...last]];
}

const noDrift = "No drift.";

function drifting(report: Report, style: Style): string[][] {
  const wrap = (lines: readonly string[]) => lines.flatMap((line) => style.wrap(line));
  const verdict = style.paint("bold", verdictOf(report));
  return [
    [
      verdict,
      ...wrap([baseText(report) ?? []].flat()),
      ...wrap(standInLines(report, plural)),
      ...(style.isBrief ? ["", ...tableLines(report)] : []),
    ],
    style.isBrief ? [] : driftLines(report, style).slice(1),
    inData(report).slice(1),
    pending(report),
    wrap([noise(report), ...accepted(report)]),
    wrap([compared(report), ...unreadLines(report.notCompared.filter((each) => !isOfStandIn(each)))]),
    wrap([...failing(report), ...report.hints.map(printable)]),
    [verdict, ...wrap([legend])],
  ];
}

const legend =
  "- declared, not live; + live, not declared; ~ differs. driftcheck explain '<id>', with the same options, tells why.";

function verdictOf(report: Report): string {
  const { drift } = report;
  const passes = passedText(report);
  return [`${plural(drift.length, "drift")}: ${kindsOfDrift(drift)}.`, ...(passes === undefined ? [] : [passes])].join(
    " ",
  );
}
