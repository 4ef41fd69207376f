// The page over 1,400 tables with 5,000 drifts: what is shown at once, found, and how soon. Times are printed, not asserted. By night.

import { expect, test } from "vitest";
import { html } from "../../../src/reporters/html/html.ts";
import { describeInBrowser, keepScreenshot, useBrowser } from "../../support/chromium.ts";
import { useFolder } from "../../support/cli.ts";
import { isNightly } from "../../support/sample.ts";
import { barriersOf } from "./accessible.ts";
import { largeReport } from "./large.ts";

describeInBrowser("5,000 drifts", () => {
  const open = useBrowser();
  const folder = useFolder();

  test.runIf(isNightly)("are painted, searched and shown a slice at a time", async () => {
    const report = await largeReport(1_400, 5_000);
    expect(report.drift).toHaveLength(5_000);
    const begun = performance.now();
    const text = html.render(report);
    const made = performance.now() - begun;
    const { page, deeds } = await open(await folder().write("large.html", text));
    await keepScreenshot(page, "large");
    expect(await page.locator("h1").innerText()).toBe("Drift 5,000 drifts in 1,250 tables");
    expect(await page.locator("#status").innerText()).toBe("20 of 1,250 objects shown, worst first.");
    expect(await page.locator("figcaption").innerText()).toContain(
      "The 30 tables with the most drift; 1,220 other tables with drift not drawn.",
    );
    expect(await page.locator(".group").count()).toBe(20);
    await page.getByRole("button", { name: "Show more tables" }).click();
    expect(await page.locator(".group").count()).toBe(40);

    const painted = await page.evaluate<number>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
    const searches = await page.evaluate<readonly number[]>(
      searching(["carts_1", "boolean", "orders_18 numeric", "zzz", ""]),
    );
    expect(await page.locator(".group").count()).toBe(20);
    await page.locator("#search").fill("carts_1005 numeric");
    expect(await page.locator(".group h3 > code").allInnerTexts()).toEqual(["public.carts_1005"]);
    await keepScreenshot(page, "large-search");
    expect(await barriersOf(page)).toEqual([]);
    expect(deeds).toEqual([]);
    const times = searches.map((each) => each.toFixed(0)).join(", ");
    process.stderr.write(
      `HTML report of 5,000 drifts: ${(text.length / 1e6).toFixed(1)} MB made in ${made.toFixed(0)} ms; first paint ${painted.toFixed(0)} ms; searches ${times} ms\n`,
    );
  });
});

/** How long each search takes until the page is laid out again: the best of five, as others use the machine as well. */
const searching = (texts: readonly string[]) => `(() => {
  const field = document.getElementById("search");
  const once = (text) => {
    const begun = performance.now();
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.getBoundingClientRect();
    return performance.now() - begun;
  };
  const texts = ${JSON.stringify(texts)};
  const rounds = Array.from({ length: 5 }, () => texts.map(once));
  return texts.map((_, at) => Math.min(...rounds.map((round) => round[at])));
})()`;
