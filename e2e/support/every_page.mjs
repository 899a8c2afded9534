// Every page, found from the program's own route table: an example of each is looked for by following links as a person
// would, then each is checked at each size, with and without script.

import { axeFindings, frameFindings, reflowFindings, targetSizeFindings, textSpacingFindings } from "./axe.mjs";
import { PHONE_WIDTH, REFLOW_WIDTH, openPage, openWithoutScript, takePictures } from "./browser.mjs";
import { WEIGHTS, weigh } from "./budget.mjs";
import { keyboardFindings } from "./keyboard.mjs";
import { blocksOf, wordFindings } from "./words.mjs";

/** The routes a browser shows as a page: answers to GET below a front door. */
export function pagesOf(routes) {
  return routes.filter(({ method, path }) => method === "GET" && doorOf(path));
}

export function doorOf(path) {
  return /^\/(team|me)(\/|$)/.exec(path)?.[1];
}

/** Whether an address is one of the route's: `/team/p/{person}` holds `/team/p/5f2a`. A plain segment beats a `{name}`. */
export function routeOf(address, routes) {
  const { pathname } = new URL(address, "http://here");
  const parts = pathname.split("/");
  const matches = routes.filter(({ path }) => {
    const wanted = path.split("/");
    return wanted.length === parts.length && wanted.every((part, i) => part.startsWith("{") || part === parts[i]);
  });
  return matches.sort((a, b) => a.path.split("{").length - b.path.split("{").length)[0];
}

/**
 * Follows links from `start` as the person signed in, and gives an address for each page reached: `Map(path → address)`.
 * Every page is opened at most twice, so a list of a hundred people costs two visits. `avoid` is what ends the session.
 */
export async function findExamples(browser, { base, start, signedIn, routes, avoid = /sign-out|leave/ }) {
  const pages = pagesOf(routes);
  const page = await openWithoutScript(browser, { base, signedIn });
  const examples = new Map();
  const opened = new Map();
  const waiting = [start];
  while (waiting.length > 0) {
    const address = waiting.shift();
    const route = routeOf(address, pages);
    if (!route || avoid.test(address) || (opened.get(route.path) ?? 0) >= 2) continue;
    opened.set(route.path, (opened.get(route.path) ?? 0) + 1);
    const answer = await page.goto(address);
    if (!answer || answer.status() !== 200 || !/html/.test(answer.headers()["content-type"] ?? "")) continue;
    const landed = routeOf(page.url(), pages);
    if (landed && !examples.has(landed.path)) examples.set(landed.path, new URL(page.url()).pathname + new URL(page.url()).search);
    const links = await page.locator("a[href]").evaluateAll((all) => all.filter((a) => !a.download).map((a) => a.href));
    for (const link of new Set(links)) {
      if (link.startsWith(base)) waiting.push(link.slice(base.length).split("#")[0] || "/");
    }
  }
  await page.context().close();
  return examples;
}

/** The names a page marks, because they may run in any direction. */
export async function namesOn(page) {
  const marked = await page.locator("bdi").allInnerTexts();
  return marked.filter((text) => text.split(/\s+/).every((word) => /^[^\p{Ll}]/u.test(word)));
}

/**
 * One page in one state, checked in every way we have. `names` are people on the page whose names it does not mark.
 * Gives findings; none is a pass. `pictures` is the name to keep pictures of it under.
 */
export async function pageFindings(browser, { base, address, signedIn, status = 200, names = [], budget, pictures }) {
  // The street belongs to neither door: its words are held to the stricter one.
  const door = doorOf(address) ?? "me";
  const found = [];
  const page = await openPage(browser, { base, signedIn });
  const faults = [];
  page.on("pageerror", (error) => faults.push(`a script fails: ${error.message}`));
  page.on("console", (message) => {
    // The browser reports the status of an answer as an error; the status is checked on its own.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) faults.push(`console: ${message.text()}`);
  });
  const weight = await weigh(page);
  const answer = await page.goto(address);
  if (answer.status() !== status) found.push(`answers ${answer.status()}, not ${status}`);
  found.push(...weight.findings(budget ?? WEIGHTS[door]), ...(await frameFindings(page)), ...(await axeFindings(page)));
  found.push(...wordFindings(await blocksOf(page), door, [...names, ...(await namesOn(page))]), ...(await keyboardFindings(page)));
  await page.setViewportSize({ width: PHONE_WIDTH, height: 740 });
  found.push(...(await axeFindings(page)), ...(await targetSizeFindings(page, doorOf(address) === "me" ? 44 : 24)));
  found.push(...(await textSpacingFindings(page)), ...(await reflowFindings(page)), ...faults);
  const heading = await headingOf(page);
  if (pictures) await takePictures(page, pictures);
  await page.context().close();
  found.push(...(await withoutScriptFindings(browser, { base, address, signedIn, status, heading })));
  return [...new Set(found)];
}

/**
 * A page whose kind is walked in full elsewhere, seen by somebody else: what differs from one person to another is its
 * words and how long they are. `page` is theirs, and stays open.
 */
export async function glance(page, address, { names = [] } = {}) {
  const found = [];
  const answer = await page.goto(address);
  if (answer.status() !== 200) found.push(`answers ${answer.status()}`);
  found.push(...(await frameFindings(page)), ...(await reflowFindings(page)));
  found.push(...wordFindings(await blocksOf(page), doorOf(address) ?? "me", [...names, ...(await namesOn(page))]));
  return found;
}

/** The same page without script: the same answer and heading, nothing that only a script could finish. */
export async function withoutScriptFindings(browser, { base, address, signedIn, status = 200, heading }) {
  const found = [];
  const page = await openWithoutScript(browser, { base, signedIn, width: REFLOW_WIDTH, height: 640 });
  const answer = await page.goto(address);
  if (answer.status() !== status) found.push(`answers ${answer.status()} without script, not ${status}`);
  if (heading !== undefined && (await headingOf(page)) !== heading) found.push("has another heading without script");
  found.push(
    ...(await page.evaluate(() => {
      const found = [];
      if (document.scrollingElement.scrollWidth > innerWidth) found.push("scrolls sideways without script");
      for (const form of document.forms) {
        // What is folded away in a details element opens without script.
        const canBeSeen = (e) => e.checkVisibility() || e.closest("details:not([open])");
        const buttons = [...form.elements].filter((e) => ["submit", "image"].includes(e.type) && canBeSeen(e));
        if (buttons.length === 0) found.push(`a form cannot be sent without script: ${form.action}`);
      }
      for (const link of document.querySelectorAll("a[href^='javascript:'], a[href='#']")) {
        found.push(`a link does nothing without script: ${link.textContent.trim()}`);
      }
      for (const button of document.querySelectorAll("button[type=button]")) {
        if (button.checkVisibility()) found.push(`a button does nothing without script: ${button.textContent.trim()}`);
      }
      return found;
    })),
  );
  await page.context().close();
  return found;
}

async function headingOf(page) {
  const heading = page.locator("h1").first();
  return (await heading.count()) ? (await heading.innerText()).trim() : "";
}

/**
 * Sends each form of the page empty, as it stands, and checks the answer: taken or refused, never a fault, and a refusal
 * says so at the top and keeps the page accessible. `avoid` is what must not be sent (sign-out, delete).
 */
export async function emptyFormFindings(browser, { base, address, signedIn, avoid = /sign-out|leave/ }) {
  const found = [];
  const page = await openPage(browser, { base, signedIn });
  await page.goto(address);
  const forms = await page.locator("form").evaluateAll((all) => all.map((f) => ({ action: f.action, method: f.method })));
  for (const [i, { action, method }] of forms.entries()) {
    if (method !== "post" || avoid.test(action)) continue;
    await page.goto(address);
    const form = page.locator("form").nth(i);
    const send = form.locator("button:not([type=button]), input[type=submit]").first();
    if (!(await send.isVisible())) continue;
    const [answer] = await Promise.all([page.waitForResponse((r) => r.request().isNavigationRequest()), send.click()]);
    await page.waitForLoadState();
    const name = `sent empty (${new URL(action).pathname})`;
    if (![200, 303, 400, 422].includes(answer.status())) found.push(`${name}: answers ${answer.status()}`);
    if (answer.status() === 422) {
      const said = await frameFindings(page);
      if (!(await page.locator(".govuk-error-summary").count())) said.push("has no error summary");
      found.push(...[...said, ...(await axeFindings(page))].map((what) => `${name}: ${what}`));
    }
  }
  await page.context().close();
  return found;
}

/**
 * Fills in a form with answers that cannot be taken and sends it: the page comes back with status 422, each answer kept,
 * and a summary whose links lead to the fields. `answers` are by field name. What is secret is not sent back: `kept` is
 * false for a form that asks for nothing else.
 */
export async function keptFindings(browser, { base, address, signedIn, answers, button, names = [], kept = true }) {
  const found = [];
  for (const open of [openPage, openWithoutScript]) {
    const how = open === openPage ? "" : "without script: ";
    const page = await open(browser, { base, signedIn });
    await page.goto(address);
    const form = page.locator("main form").filter({ has: page.locator(`[name="${Object.keys(answers)[0]}"]`) });
    for (const [field, answer] of Object.entries(answers)) await form.locator(`[name="${field}"]`).fill(answer);
    const sent = page.waitForResponse((response) => response.request().isNavigationRequest());
    await form.getByRole("button", { name: button, exact: true }).click();
    const status = (await sent).status();
    await page.waitForLoadState();
    if (status !== 422) found.push(`${how}answers ${status}, not 422`);
    for (const [field, answer] of Object.entries(kept ? answers : {})) {
      const now = await page.locator(`main [name="${field}"]`).last().inputValue();
      if (now !== answer) found.push(`${how}${field} was "${answer}" and is "${now}" now`);
    }
    const links = page.locator(".govuk-error-summary a");
    if ((await links.count()) === 0) found.push(`${how}has no links in an error summary`);
    for (const link of await links.all()) {
      await link.click();
      const to = (await link.getAttribute("href")).slice(1);
      // A script gives the field the focus; without one the browser goes to it and marks it.
      const reached = await page.evaluate((id) => {
        const field = document.getElementById(id);
        return Boolean(field) && (field.contains(document.activeElement) || field.matches(":target"));
      }, to);
      if (!reached) found.push(`${how}the summary does not lead to ${to}`);
    }
    if (open === openPage) {
      const said = [...(await frameFindings(page)), ...(await axeFindings(page)), ...(await reflowFindings(page))];
      const words = wordFindings(await blocksOf(page), doorOf(address) ?? "me", [...names, ...(await namesOn(page))]);
      found.push(...said, ...words);
    }
    await page.context().close();
  }
  return found;
}
