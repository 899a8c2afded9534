// Journeys from sign-in to the end, as the people of the demonstration would make them. Each counts its own presses.

import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { axeClean, frameFindings, reflowFindings } from "./support/axe.mjs";
import { DESK_WIDTH, PHONE_WIDTH, launch, openPage, takePictures } from "./support/browser.mjs";
import { WEIGHTS, presses, weigh } from "./support/budget.mjs";
import { YOUNG, sampleStaff, signIn } from "./support/demonstration.mjs";
import { addAuthenticator } from "./support/passkey.mjs";
import { startCouncil } from "./support/server.mjs";
import { SMALL_RETURN } from "./support/small_return.mjs";

const council = await startCouncil();
const base = council.url;
const browser = await launch();
after(async () => {
  await browser.close();
  await council.stop();
});

const staff = await sampleStaff(base);

async function enter(first, options = {}) {
  const page = await openPage(browser, { base, ...options });
  await signIn.staff(page, base, staff.find(({ name }) => name.startsWith(first)));
  return page;
}

async function right(page) {
  assert.deepEqual([...(await frameFindings(page)), ...(await reflowFindings(page))], [], page.url());
  await axeClean(page);
}

/** The synthetic return of 2025/26, wherever the shared samples are; the small one of our own beside it. */
function returns() {
  const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
  const folder = path.join(process.env.WAYMARK_SHARED ?? path.join(root, "..", "shared"), "data/ssda903/synthetic-2025-26/this");
  if (existsSync(folder)) {
    const files = readdirSync(folder).filter((name) => name.endsWith(".csv"));
    return { what: "the synthetic return of 2025/26", files: files.map((name) => path.join(folder, name)), people: 330 };
  }
  if (process.env.CI) throw new Error(`shared data is absent: ${folder}`);
  console.log("skipped: shared data absent");
  return undefined;
}

// A code works once, so whoever is in two journeys stays signed in between them.
const tariq = await enter("Tariq");
const amira = await enter("Amira");

async function journey5({ files, people, choice }) {
  const page = tariq;
  await page.goto("/team");
  const journey = presses(page);
  const main = page.locator("main");

  await journey.tap(page.getByRole("link", { name: "Returns" }));
  await journey.attach(page.getByLabel("Files"), files);
  await journey.tap(page.getByRole("button", { name: "Check files" }));
  await page.getByRole("heading", { name: "Preview", level: 1 }).waitFor();
  assert.match(await main.innerText(), new RegExp(`${people}\\s+people new`));
  await page.getByText(`${files.length} files read`).waitFor();
  if (choice) {
    await journey.tap(page.getByRole("button", { name: /^Apply the fix/ }).first());
    await page.getByText("Fix chosen").first().waitFor();
  }
  await right(page);
  await takePictures(page, `journey 5 preview ${people}`);
  await journey.tap(page.getByRole("button", { name: "See what will change" }));
  await right(page);
  await takePictures(page, `journey 5 changes ${people}`);
  await journey.tap(page.getByRole("button", { name: "Import", exact: true }));
  await takePictures(page, `journey 5 confirm ${people}`);
  await journey.tap(page.getByRole("button", { name: "Import now" }));
  await page.getByRole("heading", { name: "Import done" }).waitFor();
  journey.within(7);
  assert.ok(journey.seconds("team") < 60, `${journey.seconds("team")} s`);
  await right(page);
  await takePictures(page, `journey 5 done ${people}`);

  const back = presses(page);
  await back.tap(page.getByRole("button", { name: "Undo this import" }));
  await takePictures(page, `journey 5 undo ${people}`);
  await back.tap(page.getByRole("button", { name: "Undo this import" }));
  await page.getByRole("heading", { name: "This import was undone" }).waitFor();
  back.within(2);
}

test("journey 5: a return is checked, a fix chosen, and all of it loaded in 7 presses; taken back in 2", () =>
  journey5({ files: SMALL_RETURN, people: 3, choice: true }));

test("journey 5 with a year of a whole council", async (t) => {
  const found = returns();
  if (!found) return t.skip("shared data absent");
  await journey5(found);
});

test("an adviser finds a young person and reads why they have their status; on a phone the young person sees who looked", async () => {
  const page = amira;
  await page.goto("/team");
  const journey = presses(page);
  await journey.write(page.getByRole("searchbox", { name: "Search for a young person" }), "Sam");
  await journey.key("Enter");
  await journey.tap(page.getByRole("link", { name: "Sam", exact: true }));
  await page.getByRole("heading", { name: "In their words" }).waitFor();
  await journey.tap(page.getByRole("link", { name: "See the sum behind it" }));
  journey.within(4);
  const why = await page.locator("main").innerText();
  assert.match(why, /former relevant/i);
  assert.match(why, /\d+ days\s+since the 14th birthday/);
  await page.locator("summary", { hasText: "The rules that decided" }).click();
  assert.match(await page.locator("main").innerText(), /Rule [A-Z]{3}-\d+/);

  const phone = await openPage(browser, { base, width: PHONE_WIDTH, height: 740 });
  const weight = await weigh(phone);
  await signIn.youngPerson(phone, base, YOUNG.Sam);
  weight.again();
  await phone.goto("/me");
  weight.within(WEIGHTS.me);
  const look = presses(phone);
  await look.tap(phone.getByRole("link", { name: "See who looked" }));
  look.within(1);
  const looks = await phone.locator("main").innerText();
  assert.match(looks, /^Who looked[^]*?Amira, personal adviser[^]*?Looked at: [^\n]*your dates and what you can get/);
  await right(phone);
  await phone.goto("/me/rights");
  const days = /(\d[\d,]*) days\s+since/.exec(why)[1];
  assert.match(await phone.locator("main").innerText(), new RegExp(`You have ${days}`), "both doors show one sum");
  await phone.context().close();
});

test("on a phone the sections of a record are folded, and on a desk they are all in sight", async () => {
  const page = await enter("Joanna", { width: PHONE_WIDTH, height: 740 });
  await page.goto("/team/people");
  await page.locator("main table a").first().click();
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  const sections = page.getByRole("navigation", { name: "Sections of this record" });
  const timeline = sections.getByRole("link", { name: "Timeline" });
  assert.equal(await timeline.isVisible(), false);
  await sections.locator("summary").click();
  await timeline.click();
  await page.getByRole("heading", { name: "Timeline", level: 2 }).waitFor();
  assert.equal(await timeline.isVisible(), false, "folded again on the next page");
  await page.setViewportSize({ width: DESK_WIDTH, height: 900 });
  assert.equal(await timeline.isVisible(), true);
  assert.equal(await sections.locator("summary").isVisible(), false);
  await page.context().close();
});

// A passkey is bound to a name, so these two go to this machine by its name and not by its number.
const byName = base.replace("127.0.0.1", "localhost");

test("a member of staff adds a passkey, signs out, and signs in with it alone", async () => {
  const page = await openPage(browser, { base: byName });
  const device = await addAuthenticator(page);
  await signIn.staff(page, base, staff.find(({ name }) => name.startsWith("Lena")));
  await page.goto("/team/account");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByLabel("A name for this device").fill("Laptop in the bag");
  await right(page);
  await takePictures(page, "add a passkey");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("Laptop in the bag", { exact: true }).waitFor();
  assert.equal(new URL(page.url()).pathname, "/team/account");
  assert.equal((await device.credentials()).length, 1);

  await page.goto("/team/sign-out");
  await page.locator("main").getByRole("button", { name: "Sign out" }).click();
  await page.goto("/team/account");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForURL("**/team/account");
  await page.getByText("Laptop in the bag", { exact: true }).waitFor();

  await page.goto("/team/prove?back=/team/account");
  await device.isNotTheirs(async () => {
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await page.getByText("That did not work. Try again, or use another way.").waitFor();
  });
  await page.context().close();
});

test("a young person adds a passkey on a phone, signs out, and signs in with it alone", async () => {
  const page = await openPage(browser, { base: byName, width: PHONE_WIDTH, height: 740 });
  await addAuthenticator(page);
  await signIn.youngPerson(page, base, YOUNG.Nadia);
  await page.goto("/me/settings");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByLabel("A name for this device").fill("My phone");
  await right(page);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.waitForURL("**/me/devices");
  await page.getByText("My phone").first().waitFor();

  await page.goto("/me/sign-out");
  await page.locator("main").getByRole("button", { name: "Sign out" }).click();
  await page.goto("/me/in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByRole("heading", { name: /^Hello/ }).waitFor();
  await page.context().close();
});

test("somebody beside their adviser is signed in with four words and no code", async () => {
  const theirs = await openPage(browser, { base, width: PHONE_WIDTH, height: 740 });
  await theirs.goto("/me/in");
  await theirs.getByRole("button", { name: "My adviser is with me" }).click();
  const words = await theirs.locator(".wm-phrase").innerText();
  await theirs.getByRole("button", { name: "Check now" }).click();
  await theirs.getByText("Your adviser has not typed the words yet").waitFor();

  const adviser = amira;
  await adviser.goto("/team/search?for=Ellis");
  await adviser.getByRole("link", { name: "Ellis", exact: true }).click();
  await adviser.getByRole("link", { name: "Help them sign in" }).click();
  await adviser.getByLabel("The 4 words on their screen").fill(words);
  await adviser.getByLabel(/^I am with Ellis/).check();
  await adviser.getByRole("button", { name: "Sign them in" }).click();
  await adviser.getByText("Done.").waitFor();
  await theirs.getByRole("button", { name: "Check now" }).click();
  await theirs.goto("/me");
  assert.match(await theirs.locator("h1").innerText(), /Hello Ellis/);
  await theirs.context().close();
});
