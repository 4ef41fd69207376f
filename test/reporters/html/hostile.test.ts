// Whatever a database calls its things, the page shows it as text: nothing runs, nothing is asked of the network, nothing is added.

import { expect, test } from "vitest";
import { html } from "../../../src/reporters/html/html.ts";
import { describeInBrowser, keepScreenshot, useBrowser } from "../../support/chromium.ts";
import { useFolder } from "../../support/cli.ts";
import { hasTurn, seed } from "../../support/sample.ts";
import { hostileReport, namesForPage } from "./hostile.ts";

describeInBrowser("2,000 hostile names", () => {
  const open = useBrowser();
  const folder = useFolder();

  test.runIf(hasTurn("inert"))("are inert, as they stand in the page and as its script shows them", async () => {
    const text = html.render(hostileReport(namesForPage(2_000, seed())));
    // What hides or reorders text is written out. Line breaks are the page's own.
    expect(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.exec(text.replaceAll("\n", "").replaceAll("\t", ""))).toBeNull();
    const { page, deeds } = await open(await folder().write("hostile.html", text));
    // All elements that the page is made of, and no others.
    const foreign = () =>
      page
        .locator(`:not(${[...elements].join(", ")})`)
        .evaluateAll((all) => all.map(({ outerHTML }) => outerHTML.slice(0, 100)));
    const attributes = () =>
      page.evaluate<string[]>(`[...document.querySelectorAll("*")].flatMap((each) => [...each.attributes])
        .filter(({ name, value }) => name.startsWith("on") || name === "style" || name === "src" || (name === "href" && !value.startsWith("#")))
        .map(({ name, value }) => name + "=" + value)`);
    expect([await foreign(), await attributes(), await page.locator("script").count()]).toEqual([[], [], 2]);
    for (let slice = 0; slice < 3; slice++) await page.locator("#more").click();
    await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
    await page.locator("#search").fill("<script>alert(1)");
    expect(await page.locator(".entry").count()).toBeGreaterThan(10);
    await page.locator("[data-find]").first().click();
    await page.locator("[data-copy]").first().click();
    expect([await foreign(), await attributes(), await page.locator("script").count()]).toEqual([[], [], 2]);
    expect(deeds).toEqual([]);
    await keepScreenshot(page, "hostile");
  });

  test("mark nothing up in the text of the page", () => {
    const names = namesForPage(40, 1);
    const page = html.render(hostileReport(names));
    const scripts = page.split("<script");
    expect(scripts).toHaveLength(3);
    expect(page.match(/<\/script/g)).toHaveLength(2);
    expect(scripts[1]).not.toMatch(/<(?!\/script>)/);
    expect(page).not.toMatch(/<!--|<iframe|<img|<base|<link|<svg onload/);
  });
});

const elements = new Set(
  `html head meta title style body script a header p button div nav ul ol li main section h1 h2 h3 span dl dt dd code b form label
   input kbd fieldset legend select option figure figcaption svg defs marker path g rect text article details summary table thead tbody
   tr th td strong pre del ins`.split(/\s+/),
);
