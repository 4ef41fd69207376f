// The HTML report in a real browser: what somebody sees in it, reaches with the keyboard, and has on a phone, in the dark and on paper.

import { join } from "node:path";
import type { BrowserContextOptions, Locator } from "playwright-core";
import { expect, test } from "vitest";
import { html } from "../../../src/reporters/html/html.ts";
import type { Report } from "../../../src/reporters/reporter.ts";
import { describeInBrowser, keepScreenshot, type Opened, useBrowser } from "../../support/chromium.ts";
import { driftcheck, useFolder } from "../../support/cli.ts";
import { useEmbedded } from "../../support/pglite.ts";
import { validate } from "../../support/report.ts";
import { barriersOf } from "./accessible.ts";
import { definitions, halfMigrated, reportOn, withEverythingElse } from "./states.ts";

const shop = join(import.meta.dirname, "../../fixtures/shop");
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

describeInBrowser("the HTML report", () => {
  const open = useBrowser();
  const folder = useFolder();
  const read = useEmbedded();

  async function show(name: string, report: Report, options?: BrowserContextOptions): Promise<Opened> {
    expect(validate(report) ? [] : validate.errors).toEqual([]);
    const opened = await open(await folder().write(`${name}.html`, html.render(report)), options);
    await keepScreenshot(opened.page, name);
    return opened;
  }

  const definitionsReport = async () => reportOn(await read(definitions.declared), await read(definitions.live));

  test("says in a clean one that there is no drift, and what was compared", async () => {
    const catalog = await read(definitions.declared);
    const { page, deeds } = await show("clean", await reportOn(catalog, catalog));
    expect(await page.title()).toBe("driftcheck: No drift");
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Clean No drift");
    expect(await page.locator("#drift").innerText()).toContain("The live schema has everything that is declared");
    expect(await page.getByRole("search").count()).toBe(0);
    expect(await page.locator("#compared tbody tr").first().innerText()).toMatch(/^extension\s+1\s+1$/);
    expect(await barriersOf(page)).toEqual([]);
    expect(deeds).toEqual([]);
  });

  test("shows the shop's drift by table, with both sides, the loss, the picture and what was ignored", async () => {
    const files = ["--declared", join(shop, "declared.sql"), "--live", join(shop, "live.sql")];
    const options = ["--map-schema", "shop=public", "--reporter", `html=${folder().at("shop.html")}`];
    expect(await driftcheck(["check", ...files, ...options])).toEqual({ code: 1, stdout: "", stderr: "" });
    const { page, deeds } = await open(folder().at("shop.html"));
    await keepScreenshot(page, "shop");
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Drift 7 drifts in 5 tables");
    expect(await page.locator(".tiles li").allInnerTexts()).toEqual([
      "2\nmissing",
      "1\nunexpected",
      "4\nchanged",
      "211\nignored as noise",
      "68\nnot compared",
    ]);
    const names = await page.locator(".group h3 > code").allTextContents();
    expect(names[0]).toBe("public.products");
    expect([...names].sort()).toEqual(
      ["audit_log", "coupons", "customers", "orders", "products"].map((name) => `public.${name}`),
    );
    const changed = page.locator(".entry", { hasText: "changes" });
    expect(await changed.locator(".sides").innerText()).toMatch(/^declared\s+json\s+live\s+text$/);
    expect(await changed.locator("del, ins").allInnerTexts()).toEqual(["json", "text"]);
    expect(await changed.locator(".because").innerText()).toMatch(/^json-as-text The live column is text, not JSON/);
    await expectNoOverlap(page.locator(".box .body"));
    expect(await page.locator(".box").count()).toBe(13);
    expect(await page.locator("#losses dt code").count()).toBe(7);
    expect(await page.locator(".rule summary").first().innerText()).toBe("widened-integer 40");
    expect(await barriersOf(page)).toEqual([]);

    await page.locator("summary", { hasText: "widened-integer" }).click();
    await page.locator(".rule[open] li").nth(39).waitFor();
    expect(await page.locator(".rule[open] li").count()).toBe(40);
    await page.locator("#losses").getByRole("button", { name: "Show only these: json-as-text" }).click();
    expect(await page.locator(".group h3 > code").allTextContents()).toEqual(["public.audit_log"]);
    expect(deeds).toEqual([]);
  });

  test("is used with the keyboard alone: skip link, search, filters, pictures and the commands", async () => {
    const { page } = await show("definitions", await definitionsReport());
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").innerText()).toBe("Skip to the drift");
    await page.keyboard.press("Enter");
    expect(await page.locator(":focus").getAttribute("id")).toBe("drift-title");
    await page.keyboard.press("/");
    expect(await page.locator(":focus").getAttribute("id")).toBe("search");
    await page.keyboard.type("OPEN_orders body");
    expect(await page.locator(".group h3 > code").allTextContents()).toEqual(["public.open_orders"]);
    expect(await page.locator("#status").innerText()).toMatch(/^1 of \d+ drifts found/);
    expect(await page.locator("#drift-title").textContent()).toBe("Drift 1 of 6");
    await expectInSight(page.locator(".group h3"));
    await page.keyboard.press("Escape");
    expect(await page.locator(".group").count()).toBeGreaterThan(4);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    expect(await page.locator(".group .type.missing").count()).toBe(0);
    await page.keyboard.press("Space");
    await page.locator("a[href^='#table-']").first().press("Enter");
    expect(await page.locator(".group:target").count()).toBe(1);
    const copy = page.getByRole("button", { name: "Copy explain command" }).first();
    expect(await copy.getAttribute("data-copy")).toMatch(
      /^driftcheck explain '[a-z]+:public\.\S+' --declared models\/schema\.sql --live postgres:/,
    );
  });

  test("shows a long definition as the lines that differ, and marks in them what does", async () => {
    const { page } = await show("definitions-dark", await definitionsReport(), { colorScheme: "dark" });
    const body = page.locator(".entry", { hasText: "function" }).filter({ has: page.locator(".lines") });
    expect(await body.locator(".line.declared code").allInnerTexts()).toEqual(["  result := result * 1.19;"]);
    expect(await body.locator(".line.live code").allInnerTexts()).toEqual(["  result := result * 1.16;"]);
    expect(await body.locator("del, ins").allInnerTexts()).toEqual(["19", "16"]);
    expect(await body.locator(".fold").allInnerTexts()).toContain("6 lines are the same");
    const labels = await page
      .locator(".sides")
      .first()
      .locator("dd")
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().x));
    expect(new Set(labels).size).toBe(1);
    expect(await page.locator(".box.missing .title").textContent()).toBe("− coupons");
    expect(await page.locator(".box.unexpected .title").textContent()).toBe("+ audit");
    expect(await page.locator(".arrow.missing title").allTextContents()).toContain(
      "public.order_lines (order_id) → public.orders (missing)",
    );
    const ground = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    const dark = await ground();
    expect(await barriersOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Use light colours" }).click();
    expect(await ground()).not.toBe(dark);
    await page.reload();
    expect(await ground()).not.toBe(dark);
  });

  test("tells pending migrations, data, hints, failures and the baseline apart from drift; on a phone, nothing runs out of sight", async () => {
    const { page, deeds } = await show("everything-phone", withEverythingElse(await definitionsReport()), phone);
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(390);
    expect(await page.locator("#migrations li").allInnerTexts()).toEqual([
      expect.stringMatching(/91b2c0de\s+add coupons\s+migrations/),
      expect.stringMatching(/a41e77d0\s+order totals/),
    ]);
    expect(await page.locator("#data").innerText()).toMatch(/orders\.id already has 4711[\s\S]*SELECT setval/);
    expect(await page.locator(".hints").innerText()).toContain("Try --map-schema shop=public");
    expect(await page.locator(".failures").innerText()).toContain("rule old-coupons expired");
    expect(await page.locator("#baseline").innerText()).toContain("Already fixed");
    expect(await page.locator("#ignored").innerText()).toMatch(
      /Stale rules\s+old-coupons[\s\S]*Disabled rules\s+restrict-on-delete/,
    );
    expect(await barriersOf(page)).toEqual([]);
    expect(deeds).toEqual([]);
  });

  test("says once what the drift of a half migrated database has in common", async () => {
    const report = await reportOn(await read(halfMigrated.declared), await read(halfMigrated.live));
    const { page } = await show("half-migrated", report);
    expect(await page.locator(".callout").first().innerText()).toMatch(/^12 drifts .*none of them is live/);
    await page.locator(".callout button").first().click();
    expect(await page.locator(".entry").count()).toBe(12);
    expect(await page.locator(".arrow.missing").count()).toBe(4);
    expect(await barriersOf(page)).toEqual([]);
  });

  test("has all of it on paper, and the essential without JavaScript", async () => {
    const report = await definitionsReport();
    const { page } = await show("print", report);
    await page.emulateMedia({ media: "print" });
    await keepScreenshot(page, "print-media");
    expect(await page.locator("#controls").isVisible()).toBe(false);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.locator("details:not([open])").count()).toBe(0);

    const bare = await show("without-javascript", report, { javaScriptEnabled: false });
    expect(await bare.page.locator("h1").innerText()).toMatch(/^Drift \d+ drifts/);
    expect(await bare.page.locator(".entry").count()).toBe(report.drift.length);
    expect(await bare.page.locator("button:visible").count()).toBe(0);
  });
});

/** Below the bar that stays at the top, and not under it. */
async function expectInSight(heading: Locator): Promise<void> {
  const [bar, box] = [await heading.page().locator("#controls").boundingBox(), await heading.boundingBox()];
  expect(box?.y).toBeGreaterThan((bar?.y ?? 0) + (bar?.height ?? 0));
  expect(box?.y).toBeLessThan(500);
}

type Rectangle = Readonly<Record<"left" | "right" | "top" | "bottom", number>>;

async function expectNoOverlap(boxes: Locator): Promise<void> {
  const all = await boxes.evaluateAll((each) => each.map((box) => box.getBoundingClientRect().toJSON() as Rectangle));
  const overlapping = all.filter((one, at) =>
    all
      .slice(at + 1)
      .some(
        (other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
      ),
  );
  expect(overlapping).toEqual([]);
}
