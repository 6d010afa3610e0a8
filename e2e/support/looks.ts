import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "playwright/test";

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
// The scheme changes colours only, so every rule is tried once per size.
const LOOKS = [
  { size: DESKTOP, colorScheme: "light", rules: "all" },
  { size: DESKTOP, colorScheme: "dark", rules: "color-contrast" },
  { size: PHONE, colorScheme: "dark", rules: "color-contrast" },
  { size: PHONE, colorScheme: "light", rules: "all" },
] as const;

/** The page as it stands, in light and dark, on a desk and on a phone: axe finds nothing, and nothing is wider than the screen. */
export async function looksRight(page: Page): Promise<void> {
  const found: string[] = [];
  // Next sends a page's title after its body.
  await expect(page).toHaveTitle(/./);
  for (const { size, colorScheme, rules } of LOOKS) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // A page that is still on its way has no heading yet.
    await expect(page.locator("h1").first()).toBeAttached();
    const name = `${new URL(page.url()).pathname} at ${size.width} px, ${colorScheme}`;
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
    if (rules !== "all") axe.withRules(rules);
    const { violations } = await axe.analyze();
    for (const { id, help, nodes } of violations) {
      found.push(`${name}: ${id} (${help})\n${nodes.slice(0, 3).map(({ html, failureSummary }) => `  ${html.slice(0, 200)}\n  ${failureSummary ?? ""}`).join("\n")}`);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) found.push(`${name}: ${wide} px wider than the screen`);
  }
  await page.setViewportSize(DESKTOP);
  await page.emulateMedia({ colorScheme: "light" });
  expect(found.join("\n\n")).toBe("");
}
