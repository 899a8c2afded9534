// The harness tried on a tiny site: each check passes a page that is right and finds the one thing that is wrong.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { axeClean, axeFindings, frameFindings, reflowFindings, targetSizeFindings, textSpacingFindings } from "./axe.mjs";
import { PHONE_WIDTH, launch, openPage, openWithoutScript } from "./browser.mjs";
import { WEIGHTS, presses, weigh } from "./budget.mjs";
import { emptyFormFindings, findExamples, pageFindings, routeOf, withoutScriptFindings } from "./every_page.mjs";
import { keyboardFindings } from "./keyboard.mjs";
import { codeNow, signInAsStaff, signInAsYoungPerson, signedInState } from "./persona.mjs";
import { startCouncil } from "./server.mjs";
import { TINY_ROUTES, TINY_STAFF, TINY_YOUNG, startTinySite } from "./tiny_site.mjs";
import { blocksOf, forbiddenWords, readList, readingAge, sentences, syllables, wordFindings } from "./words.mjs";

let site;
let browser;
let base;

before(async () => {
  site = await startTinySite();
  base = site.url;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** Opens one address, asks one thing of it, and closes it again. */
async function at(address, ask, options = {}) {
  const page = await openPage(browser, { base, ...options });
  try {
    await page.goto(address);
    return await ask(page);
  } finally {
    await page.context().close();
  }
}

function oneOf(found, wanted) {
  assert.ok(found.some((what) => wanted.test(what)), `wanted ${wanted}, found:\n  ${found.join("\n  ")}`);
}

test("a page that is right has no findings at any size, with or without script", async () => {
  for (const address of ["/me", "/me/goal", "/me/people/7f"]) {
    assert.deepEqual(await pageFindings(browser, { base, address, names: ["Sam"] }), [], address);
  }
});

test("axe runs under the content policy and finds pale text", async () => {
  await at("/me", axeClean);
  oneOf(await at("/me/bad/pale", axeFindings), /color-contrast/);
});

test("sideways scrolling at 320 px is found", async () => {
  assert.deepEqual(await at("/me", reflowFindings), []);
  oneOf(await at("/me/bad/wide", reflowFindings), /scrolls sideways at 320 px .* class="wide"/);
});

test("text that the reader's spacing cuts off is found", async () => {
  assert.deepEqual(await at("/me", textSpacingFindings), []);
  oneOf(await at("/me/bad/cut", textSpacingFindings), /cut off/);
});

test("the keyboard walk finds a trap, a lost focus, a cover and a strange order", async () => {
  assert.deepEqual(await at("/me/goal", keyboardFindings), []);
  oneOf(await at("/me/bad/trap", keyboardFindings), /trapped at .*Stay here/);
  oneOf(await at("/me/bad/unseen", keyboardFindings), /shows no focus/);
  oneOf(await at("/me/bad/covered", keyboardFindings), /covered by/);
  oneOf(await at("/me/bad/order", keyboardFindings), /out of reading order/);
});

test("a target too small for a thumb is found", async () => {
  assert.deepEqual(await at("/me", (page) => targetSizeFindings(page, 44), { width: PHONE_WIDTH }), []);
  for (const least of [24, 44]) {
    oneOf(await at("/me/bad/small", (page) => targetSizeFindings(page, least), { width: PHONE_WIDTH }), /too small to press/);
  }
});

test("the frame of a page is checked: title, heading and error summary", async () => {
  assert.deepEqual(await at("/me/goal", frameFindings), []);
  const refused = await at("/me/goal", async (page) => {
    await page.getByRole("button").click();
    return frameFindings(page);
  });
  assert.deepEqual(refused, []);
});

test("an empty form is sent and its refusal checked", async () => {
  assert.deepEqual(await emptyFormFindings(browser, { base, address: "/me/goal" }), []);
});

test("a form that only a script could send is found", async () => {
  assert.deepEqual(await withoutScriptFindings(browser, { base, address: "/me/goal" }), []);
  oneOf(await withoutScriptFindings(browser, { base, address: "/me/bad/script" }), /cannot be sent without script/);
});

test("script is really off in a context without it", async () => {
  const page = await openWithoutScript(browser, { base });
  await page.goto("/me/bad/trap");
  await page.getByRole("button").focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.locator("a:focus").innerText(), "Next");
  await page.context().close();
});

test("a page is weighed over the wire, and another host is found", async () => {
  const page = await openPage(browser, { base });
  const weight = await weigh(page);
  await page.goto("/me");
  weight.within(WEIGHTS.me);
  assert.equal(weight.requests, 2);
  assert.ok(weight.bytes > 1_000 && weight.bytes < 5_000, `${weight.bytes}`);

  weight.again();
  await page.goto("/me/bad/heavy");
  oneOf(weight.findings(WEIGHTS.me), /weighs 3\d+ bytes, at most 25000: \d+ \/heavy.svg/);
  await page.goto("/me/bad/host");
  assert.deepEqual(weight.otherHosts, ["localhost:1"]);
  await page.context().close();
});

test("presses are counted as a person makes them", async () => {
  const page = await openPage(browser, { base });
  const journey = presses(page);
  await journey.open("/me");
  await journey.tap(page.getByRole("link", { name: "Add a goal" }));
  await journey.write(page.getByLabel("Your goal"), "cook a meal for my friends");
  await journey.key("Enter");
  assert.equal(journey.count, 4);
  journey.within(4);
  assert.throws(() => journey.within(3), /4 presses, the budget is 3/);
  assert.ok(Math.abs(journey.seconds("me") - (4 * 1.4 + 10)) < 1e-9);
  await page.context().close();
});

test("examples of every page are found by following links, and a plain segment beats a name", async () => {
  const found = await findExamples(browser, { base, start: "/me", routes: TINY_ROUTES });
  assert.deepEqual(Object.fromEntries(found), { "/me": "/me", "/me/goal": "/me/goal", "/me/people/{person}": "/me/people/7f" });
  assert.equal(routeOf("/me/people/new?x=1", TINY_ROUTES).path, "/me/people/new");
});

test("the words of a page are read block by block and held to the door", async () => {
  assert.deepEqual(await at("/me/bad/words", blocksOf), ["Home", "Please submit your case."]);
  const found = await at("/me/bad/words", async (page) => wordFindings(await blocksOf(page), "me"));
  assert.equal(found.filter((what) => what.startsWith("uses ")).length, 4, found.join("\n"));
});

test("forbidden words are whole words, by door", () => {
  assert.deepEqual(forbiddenWords("In lacy cases, pleased", "me"), []);
  assert.deepEqual(forbiddenWords("A LAC\u00a0review; three placements", "me"), ["lac", "placements"]);
  assert.deepEqual(forbiddenWords("Three placements", "team"), []);
  assert.deepEqual(forbiddenWords("She absconded", "team"), ["abscond*"]);
  assert.deepEqual(readList("# note\nfoo bar | allowed | never\n"), { me: ["foo bar"], team: [] });
  assert.throws(() => readList("foo | sometimes | never\n"), /line 1/);
});

test("names, dates and numbers do not make a page harder to read", () => {
  assert.deepEqual(sentences("One here. Two here! Three"), ["One here.", "Two here!", "Three"]);
  const own = ["You can see your plan here now.", "We will help you with each step."];
  const named = ["Oluwadamilola can see your plan here now on Wednesday 25 November 2026.", "We will help you with each step, Oluwadamilola."];
  const ages = [readingAge(own), readingAge(named, ["Oluwadamilola"])];
  assert.ok(Math.abs(ages[0] - ages[1]) < 1.5, `${ages}`);
});

test("reading age rises with long words and long sentences", () => {
  for (const [word, count] of Object.entries({ cat: 1, home: 1, money: 2, adviser: 3, every: 3, looked: 1, needed: 2, people: 2, entitlement: 4 })) {
    assert.equal(syllables(word), count, word);
  }
  const easy = readingAge(["You can ask for help with money. We will tell you by Friday what we can do."]);
  const hard = readingAge(["Eligibility for discretionary financial assistance necessitates comprehensive documentation of individual circumstances."]);
  assert.ok(easy < 9, `${easy}`);
  assert.ok(hard > 16, `${hard}`);
  assert.equal(readingAge(["Home", "Plan"]), 0);
  const long = "We will ring you and then we will write to you and then we will come to see you at your new home soon.";
  oneOf(wordFindings([long], "me"), /a sentence of 24 words, at most 15/);
  assert.deepEqual(wordFindings([long], "team"), []);
});

test("the council is waited for, and one that ends early says what it said", async () => {
  const tiny = fileURLToPath(new URL("tiny_site.mjs", import.meta.url));
  const council = await startCouncil({ command: [process.execPath, tiny] });
  assert.equal((await fetch(`${council.url}/me`)).status, 200);
  await council.stop();
  await assert.rejects(fetch(`${council.url}/me`));
  await assert.rejects(startCouncil({ command: [process.execPath, "-e", "console.log('no port'); process.exit(3)"] }), /ended \(3\).*\s+no port/);
  await assert.rejects(startCouncil({ command: ["/no/such/program"] }), /ENOENT/);
});

test("the authenticator's code is the one the standard gives", () => {
  // RFC 6238, appendix B, the SHA-1 secret, cut to six digits.
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  const told = [59, 1_111_111_109, 1_234_567_890, 20_000_000_000].map((seconds) => codeNow(secret, seconds * 1000));
  assert.deepEqual(told, ["287082", "081804", "005924", "353130"]);
});

test("people sign in through the pages, and one who cannot is told what the page said", async () => {
  const staff = await signedInState(browser, base, (page) => signInAsStaff(page, TINY_STAFF, { now: TINY_STAFF.at }));
  assert.equal(staff.cookies[0].name, "__Host-tiny");
  // Chromium takes a secure cookie from this machine's own address, so the real cookies can be tried without https.
  assert.equal(site.cookies(), "__Host-tiny=in");
  const young = await signedInState(browser, base, (page) => signInAsYoungPerson(page, TINY_YOUNG, async ({ code }) => code));
  assert.equal(young.cookies.length, 1);
  const late = signedInState(browser, base, (page) => signInAsStaff(page, TINY_STAFF, { now: 0 }));
  await assert.rejects(late, /amira@example.org is not signed in: .*Enter your code/);
});
