// Accessibility as a machine can see it: axe, reflow at 320 px, and the reader's own text spacing.
// Each check gives a list of findings in words; an empty list is a pass.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { REFLOW_WIDTH } from "./browser.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 A and AA, and axe's own good habits. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function axeFindings(page) {
  // Run by the debugger, not added as an element: the page's own content policy would refuse that, and rightly.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), TAGS);
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id} (${rule.impact}): ${rule.help}: ${node.html}`));
}

export async function axeClean(page) {
  assert.deepEqual(await axeFindings(page), [], page.url());
}

/** WCAG 1.4.10: at 320 px nothing needs sideways scrolling, except a table within its own scroller. */
export async function reflowFindings(page) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: REFLOW_WIDTH, height: 640 });
  const found = await page.evaluate(() => {
    const width = document.scrollingElement.scrollWidth;
    if (width <= window.innerWidth) return [];
    const insideScroller = (element) => {
      for (let e = element.parentElement; e && e !== document.body; e = e.parentElement) {
        if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(e).overflowX)) return true;
      }
      return false;
    };
    const wide = [...document.body.querySelectorAll("*")]
      .filter((e) => e.getBoundingClientRect().right > window.innerWidth + 0.5 && !insideScroller(e))
      .map((e) => e.cloneNode(false).outerHTML.slice(0, 160));
    return [`scrolls sideways at ${window.innerWidth} px (${width} px wide): ${wide.slice(0, 5).join(" ")}`];
  });
  await page.setViewportSize(before);
  return found;
}

/** WCAG 1.4.12: with the reader's spacing no text is cut off and nothing scrolls sideways. */
export async function textSpacingFindings(page) {
  return page.evaluate(() => {
    const spacing = new CSSStyleSheet();
    spacing.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }" +
        "p { margin-bottom: 2em !important }",
    );
    const cut = (element) => {
      const style = getComputedStyle(element);
      const hides = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
      // One pixel boxes are words meant for screen readers alone.
      const box = element.getBoundingClientRect();
      if (!hides || box.width <= 2 || box.height <= 2 || !element.textContent.trim()) return false;
      return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
    };
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, spacing];
    const found = [...document.body.querySelectorAll("*")]
      .filter(cut)
      .map((e) => `text is cut off with wider spacing: ${e.cloneNode(false).outerHTML.slice(0, 160)}`);
    if (document.scrollingElement.scrollWidth > window.innerWidth) found.push("scrolls sideways with wider spacing");
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== spacing);
    return found;
  });
}

/** What every page of ours has, whatever it is about. */
export async function frameFindings(page) {
  return page.evaluate(() => {
    const found = [];
    const headings = [...document.querySelectorAll("h1")];
    if (headings.length !== 1) found.push(`has ${headings.length} h1 elements`);
    // At the young people's door no name is in a title: titles stay in a shared browser's history.
    const greets = location.pathname.startsWith("/me") && headings[0]?.querySelector("bdi");
    const heading = greets ? "" : headings[0]?.textContent.trim().replace(/\s+/g, " ");
    const title = document.title.replace(/^Error: /, "");
    if (!document.title) found.push("has no title");
    else if (heading && !heading.startsWith(title.split(" – ")[0]) && !title.includes(heading)) {
      found.push(`the title "${document.title}" does not hold the heading "${heading}"`);
    }
    if (!document.documentElement.lang) found.push("says no language");
    if (document.querySelectorAll("main").length !== 1) found.push("has no single main part");
    const summary = document.querySelector(".govuk-error-summary");
    if (summary) {
      if (!document.title.startsWith("Error: ")) found.push('has an error summary but the title does not begin "Error: "');
      for (const link of summary.querySelectorAll("a[href^='#']")) {
        if (!document.getElementById(link.hash.slice(1))) found.push(`the error link ${link.hash} leads to no field`);
      }
    }
    if (document.querySelector("script:not([src]):not([type='application/json']), [onclick], [onload], [style], style")) {
      found.push("has script or style within the page");
    }
    const doubled = [...document.querySelectorAll("[id]")].map((e) => e.id).filter((id, i, ids) => ids.indexOf(id) !== i);
    for (const id of new Set(doubled)) found.push(`the id ${id} is there twice`);
    return found;
  });
}

/**
 * WCAG 2.5.8, and 44 px at the young people's door (A11Y-06). Links inside a sentence are excepted, as the standard has
 * it; so are smaller targets with room around them, but only where 24 px are asked for.
 */
export async function targetSizeFindings(page, least = 24) {
  return page.evaluate((least) => {
    const inSentence = (element) => {
      const style = getComputedStyle(element);
      return style.display === "inline" && element.parentElement.textContent.trim() !== element.textContent.trim();
    };
    const reach = (element) => {
      // A label widens what can be pressed for its checkbox or radio button.
      const boxes = [element, ...(element.labels ?? [])].map((e) => e.getBoundingClientRect());
      const [left, top] = [Math.min(...boxes.map((b) => b.left)), Math.min(...boxes.map((b) => b.top))];
      const [right, bottom] = [Math.max(...boxes.map((b) => b.right)), Math.max(...boxes.map((b) => b.bottom))];
      return { left, top, right, bottom, width: right - left, height: bottom - top };
    };
    const targets = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
      .filter((e) => e.checkVisibility() && !inSentence(e) && e.getBoundingClientRect().width > 2)
      .filter((e) => e.getBoundingClientRect().bottom > 0)
      .map((element) => ({ element, box: reach(element) }));
    const hasRoom = ({ element, box }) => {
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
      const near = ({ box: b }) => b.left < x + 12 && b.right > x - 12 && b.top < y + 12 && b.bottom > y - 12;
      return least <= 24 && !targets.some((other) => other.element !== element && near(other));
    };
    return targets
      .filter(({ box }) => box.width < least - 0.5 || box.height < least - 0.5)
      .filter((target) => !hasRoom(target))
      .map(({ element: e, box }) => `too small to press, ${Math.round(box.width)} by ${Math.round(box.height)} px: ${e.outerHTML.slice(0, 120)}`);
  }, least);
}
