// Every page of the young people's door, walked as a young person. The list of pages is the program's own route table:
// one that is routed and neither walked nor explained below fails here.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { PHONE_WIDTH, launch, openPage, openWithoutScript } from "./support/browser.mjs";
import { BEHIND_A_PROXY, YOUNG, fromElsewhere, signIn, stateOf } from "./support/demonstration.mjs";
import { doorOf, emptyFormFindings, findExamples, glance, keptFindings, pageFindings } from "./support/every_page.mjs";
import { routes, startCouncil } from "./support/server.mjs";

/** Pages that are not reached by following links, and why. */
const NOT_LINKED = {
  "/me/in": "walked signed out",
  "/me/in/code": "walked half way through signing in, below",
  "/me/in/beside": "walked with and without its words, below",
  "/me/leave-page": "shown once, after the first sign-in; walked there, below",
  "/me/devices": "where adding a passkey leads, and taking one out of use; walked at its address, below",
  "/me/plan/{goal}/saved": "shown once a goal is saved; walked by journey 2",
  "/me/leave-now": "not a page: it ends the session and leads to another site",
};

/** Forms that end what the walk stands on, or change its session. */
const ENDS = /sign-out|leave|\/(end|own)$/;

const council = await startCouncil({ arguments: BEHIND_A_PROXY });
const base = council.url;
const browser = await launch();
after(async () => {
  await browser.close();
  await council.stop();
});

const table = await routes();
const pages = table.filter(({ method, path }) => method === "GET" && doorOf(path) === "me");
const walked = new Set();
const names = Object.keys(YOUNG);

async function check(address, more = {}) {
  const found = await pageFindings(browser, { base, address, names, ...more });
  assert.deepEqual(found, [], address);
}

test("the first sign-in explains how to leave, and the code page can be read by anybody", async () => {
  const page = await openPage(browser, { base, width: PHONE_WIDTH });
  await fromElsewhere(page);
  await page.goto("/me/in");
  await page.getByLabel(/phone number or email/).fill(YOUNG.Ellis.contact);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.getByRole("heading", { name: "Enter your code" }).waitFor();
  const halfWay = await page.context().storageState();
  await check("/me/in/code", { signedIn: halfWay, pictures: "me in code" });
  await page.context().close();

  const first = await openPage(browser, { base, width: PHONE_WIDTH });
  await signIn.youngPerson(first, base, YOUNG.Ellis);
  assert.equal(new URL(first.url()).pathname, "/me/leave-page");
  await check("/me/leave-page", { signedIn: await first.context().storageState(), pictures: "me leave-page" });
  await first.context().close();
});

test("the words an adviser types are shown large, and before them what they are for", async () => {
  await check("/me/in/beside", { pictures: "me beside without words" });
  const page = await openPage(browser, { base, width: PHONE_WIDTH });
  await page.goto("/me/in");
  await page.getByRole("button", { name: "My adviser is with me" }).click();
  await page.getByRole("heading", { name: "Show this to your adviser" }).waitFor();
  const shown = await page.context().storageState();
  await page.context().close();
  for (const address of ["/me/in/beside", "/me/in/beside?waiting=yes"]) {
    await check(address, { signedIn: shown, names: [...names, await words(shown)], pictures: `me ${address}` });
  }
});

/** The four words: they are drawn by chance, and are no sentence of ours. */
async function words(signedIn) {
  const page = await openPage(browser, { base, signedIn });
  await page.goto("/me/in/beside");
  const shown = await page.locator(".wm-phrase").innerText();
  await page.context().close();
  return shown;
}

for (const [name, young] of Object.entries(YOUNG)) {
  test(`every page ${name} can reach is right`, async (t) => {
    const signedIn = await stateOf(browser, base, { contact: young.email });
    const examples = await findExamples(browser, { base, start: "/me", signedIn, routes: pages, avoid: /leave-now|\/me\/in(\/|$)/ });
    assert.ok(examples.has("/me/record/looked") && examples.has("/me/settings"), [...examples.keys()].join(" "));
    const again = await openPage(browser, { base, signedIn, width: PHONE_WIDTH });
    for (const [path, address] of examples) {
      const isNew = !walked.has(path);
      walked.add(path);
      await t.test(`${path} at ${address}`, async () => {
        if (!isNew) return assert.deepEqual(await glance(again, address, { names }), [], address);
        await check(address, { signedIn, pictures: `me ${path}` });
        const found = await emptyFormFindings(browser, { base, address, signedIn, avoid: ENDS });
        assert.deepEqual(found, [], `forms of ${address}`);
      });
    }
    await again.context().close();
  });
}

test("devices, and each setting: asked in words a young person reads, and what cannot be taken is kept", async () => {
  const signedIn = await stateOf(browser, base, YOUNG.Nadia);
  const page = await openPage(browser, { base, signedIn, width: PHONE_WIDTH });
  await page.goto("/me/settings");
  const links = await page.locator('main a[href^="/me/settings/"]').evaluateAll((all) => all.map((a) => new URL(a.href).pathname));
  assert.ok(links.length >= 5, links.join(" "));
  for (const address of links) assert.deepEqual(await glance(page, address, { names }), [], address);
  const answers = { answer: "n".repeat(501) };
  await check("/me/devices", { signedIn, pictures: "me devices" });
  const kept = await keptFindings(browser, { base, address: links[0], signedIn, answers, button: "Save", names: [answers.answer] });
  assert.deepEqual(kept, []);
  await page.context().close();
});

test("a name is changed without script, and the page says so once", async () => {
  const signedIn = await stateOf(browser, base, { contact: YOUNG.Nadia.email });
  const page = await openWithoutScript(browser, { base, signedIn, width: PHONE_WIDTH });
  await page.goto("/me/settings/preferred_name");
  await page.getByLabel("What should we call you?").fill("Nadi");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").waitFor();
  assert.match(await page.locator("main").innerText(), /Nadi\b/);
  await page.goto("/me");
  assert.match(await page.locator("h1").innerText(), /Hello Nadi$/);
  await page.context().close();
});

test("an address that is not theirs and one that is not there are told kindly", async () => {
  const signedIn = await stateOf(browser, base, { contact: YOUNG.Sam.contact });
  for (const address of ["/me/settings/nothing", "/me/nowhere"]) await check(address, { signedIn, status: 404, pictures: "me not found" });
});

test("leaving covers the page at once and ends the session, with and without script", async () => {
  for (const open of [openPage, openWithoutScript]) {
    const page = await open(browser, { base, width: PHONE_WIDTH });
    await signIn.youngPerson(page, base, { contact: YOUNG.Ellis.email });
    await page.goto("/me");
    // The weather site is another host: what it answers is not ours to test, so it is answered here.
    await page.context().route((url) => url.origin !== base, (route) => route.fulfill({ contentType: "text/html", body: "Weather" }));
    await page.locator(".govuk-exit-this-page a").click();
    await page.getByText("Weather").waitFor();
    assert.notEqual(new URL(page.url()).origin, base);
    await page.goto(`${base}/me/record`);
    assert.equal(new URL(page.url()).pathname, "/me/in");
    await page.context().close();
  }
});

test("every page of the young people's door is walked, or has a reason not to be", () => {
  const missed = pages.map(({ path }) => path).filter((path) => !walked.has(path) && !NOT_LINKED[path]);
  assert.deepEqual(missed, [], "routed, and reached by no link from Home");
  const stale = Object.keys(NOT_LINKED).filter((path) => walked.has(path) || !pages.some((page) => page.path === path));
  assert.deepEqual(stale, [], "explained, but walked or not routed any more");
});
