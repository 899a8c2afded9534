// The browser: Debian's Chromium, one process for a test file, one clean context for each person or check.

import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const OUTPUT = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "output");

/** Screens we promise to work on: the narrowest reflow, an ordinary phone, an ordinary desk. */
export const REFLOW_WIDTH = 320;
export const PHONE_WIDTH = 360;
export const DESK_WIDTH = 1280;

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

function browserPath() {
  const candidates = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = candidates.find((candidate) => candidate && existsSync(candidate));
  if (!found) throw new Error("No Chromium was found. Install Debian's chromium, or set CHROMIUM to its path.");
  return found;
}

export function launch() {
  return chromium.launch({ executablePath: browserPath(), headless: !process.env.HEADED, args: FLAGS });
}

/**
 * A page in a context of its own. `script: false` is a browser without JavaScript; `signedIn` is the state another
 * context saved with `context.storageState()`.
 */
export async function openPage(browser, { base, width = DESK_WIDTH, height = 900, script = true, signedIn } = {}) {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width, height },
    javaScriptEnabled: script,
    storageState: signedIn,
    locale: "en-GB",
    timezoneId: "Europe/London",
    reducedMotion: "reduce",
    ignoreHTTPSErrors: false,
  });
  context.setDefaultTimeout(10_000);
  return context.newPage();
}

/** A browser in which JavaScript is off, as some councils and some screen readers have it. */
export function openWithoutScript(browser, options = {}) {
  return openPage(browser, { ...options, script: false });
}

/** With PICTURES set, saves the page as a phone and as a desk see it: for people to look at, no test compares them. */
export async function takePictures(page, name) {
  if (!process.env.PICTURES) return;
  mkdirSync(OUTPUT, { recursive: true });
  const before = page.viewportSize();
  for (const width of [PHONE_WIDTH, DESK_WIDTH]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: path.join(OUTPUT, `${fileName(name)}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize(before);
}

function fileName(name) {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}
