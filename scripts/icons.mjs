// node scripts/icons.mjs: draws app/icon.svg in the sizes that phones ask for, into public/icons and app/apple-icon.png.
import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright";
import { findBrowser } from "./test/browser.mjs";
import { ROOT } from "./tree.mjs";

const svg = fs.readFileSync(path.join(ROOT, "app/icon.svg"), "utf8");
const accent = /<rect[^>]*fill="(#[0-9a-f]+)"/.exec(svg)[1];
// A system that cuts icons to its own shape may take a fifth off each side: there the ground reaches the edges, and the mark is smaller.
const ICONS = [
  { file: "public/icons/192.png", size: 192, inset: 0 },
  { file: "public/icons/512.png", size: 512, inset: 0 },
  { file: "public/icons/maskable-512.png", size: 512, inset: 0.12 },
  { file: "app/apple-icon.png", size: 180, inset: 0.06 },
];

const { path: executablePath, how } = await findBrowser();
if (!executablePath) throw new Error(`There is no browser. To have one: ${how}`);
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
try {
  for (const { file, size, inset } of ICONS) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body{margin:0;background:${inset ? accent : "transparent"}}svg{display:block;width:${100 * (1 - 2 * inset)}vw;margin:${100 * inset}vw}</style>${svg}`);
    fs.mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
    await page.screenshot({ path: path.join(ROOT, file), omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
