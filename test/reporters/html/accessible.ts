// What axe-core finds in a page that keeps somebody from using it.

import axe from "axe-core";
import type { Page } from "playwright-core";

/** @returns one line for each serious or critical violation */
export async function barriersOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => {
    const { axe: injected } = globalThis as unknown as {
      readonly axe: { readonly run: () => Promise<axe.AxeResults> };
    };
    return injected.run();
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length} times, ${nodes[0]?.html.slice(0, 200)})`);
}
