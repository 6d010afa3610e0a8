import type { Page } from "playwright/test";

/** What the page's live regions say from now on, in order, as a screen reader would read it out. Call before the page is opened. */
export async function announcements(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const said: string[] = ((window as unknown as { said: string[] }).said = []);
    const live = (node: Node | null) => (node instanceof Element ? node : node?.parentElement)?.closest("[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]");
    const say = (element: Element | null | undefined) => {
      const text = element instanceof HTMLElement && element.checkVisibility() ? element.innerText.replace(/\s+/g, " ").trim() : "";
      if (text && said.at(-1) !== text) said.push(text);
    };
    new MutationObserver((changes) => {
      for (const { target, addedNodes, type } of changes) {
        if (type === "childList" && addedNodes.length === 0) continue;
        const region = live(target);
        if (region) say(region);
        else for (const node of addedNodes) if (node instanceof Element) for (const inner of [node, ...node.querySelectorAll("[role=alert], [role=status]")]) if (inner.matches("[role=alert], [role=status]")) say(inner);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said);
}
