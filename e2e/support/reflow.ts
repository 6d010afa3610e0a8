import { expect, type Page } from "playwright/test";

/** Nothing sticks out sideways and nothing that can be pressed is out of reach: what does not fit flows on below. */
export async function reflows(page: Page): Promise<void> {
  const outside = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const found = document.documentElement.scrollWidth > width ? [`the page is ${document.documentElement.scrollWidth} px wide on ${width}`] : [];
    const scrolls = (element: Element): boolean => {
      for (let up = element.parentElement; up; up = up.parentElement) if (/auto|scroll/.test(getComputedStyle(up).overflowX) && up.scrollWidth > up.clientWidth) return true;
      return false;
    };
    for (const element of document.querySelectorAll("a, button, input, select, textarea, summary")) {
      const { left, right, width: own, height } = element.getBoundingClientRect();
      const hidden = own <= 1 || height <= 1 || getComputedStyle(element).visibility === "hidden" || element.closest(".sr-only, [aria-hidden=true]");
      if (!hidden && (left < -1 || right > width + 1) && !scrolls(element)) found.push(`${element.tagName} “${element.textContent?.trim().slice(0, 40) ?? ""}” reaches from ${Math.round(left)} to ${Math.round(right)} on ${width}`);
    }
    return found;
  });
  expect(outside).toEqual([]);
}
