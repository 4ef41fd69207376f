// A real browser, once for a test file: Debian's Chromium, through playwright-core, which brings none of its own. Without it such
// tests are skipped, and one line on stderr says so; DRIFTCHECK_CHROMIUM names another.

import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";

const program = process.env.DRIFTCHECK_CHROMIUM ?? "/usr/bin/chromium";
const isThere = existsSync(program);

if (!isThere)
  process.stderr.write(
    `SKIPPED: tests of the HTML report in a browser, as there is no ${program} (apt-get install chromium); DRIFTCHECK_CHROMIUM can name one\n`,
  );

export const describeInBrowser = describe.skipIf(!isThere);

/** A page, and what it did that a report never should. */
export interface Opened {
  readonly page: Page;
  /** Requests, dialogs, messages on the console and errors, as they come. Empty for a page that keeps to itself. */
  readonly deeds: readonly string[];
}

/** @returns opens a file, in a page of its own that is closed after the last test */
export function useBrowser(): (file: string, options?: BrowserContextOptions) => Promise<Opened> {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (isThere) browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox"] });
  });
  afterAll(() => browser?.close());
  return async (file, options = {}) => {
    if (browser === undefined) throw new Error(`there is no ${program}`);
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const url = pathToFileURL(file).href;
    const deeds: string[] = [];
    page.on("request", (request) => request.url() === url || deeds.push(`request ${request.url().slice(0, 200)}`));
    page.on("dialog", (dialog) => {
      deeds.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("console", (message) => deeds.push(`console ${message.text()}`));
    page.on("pageerror", (error) => deeds.push(`error ${error.message}`));
    page.on("popup", () => deeds.push("popup"));
    await page.goto(url);
    return { page, deeds };
  };
}

/** Where somebody wants to look at them: DRIFTCHECK_SCREENSHOTS names a folder. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env.DRIFTCHECK_SCREENSHOTS;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
