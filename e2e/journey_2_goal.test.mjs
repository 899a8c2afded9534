// Journey 2: a young person adds a goal in their own words, on a phone without script. The adviser sees it at once, adds a
// step beside it and cannot alter the words; the manager approves with an analysis; the young person does not agree with
// all of it, and says so. It counts its own presses.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { axeClean, frameFindings, reflowFindings } from "./support/axe.mjs";
import { PHONE_WIDTH, launch, openPage, openWithoutScript, takePictures } from "./support/browser.mjs";
import { presses } from "./support/budget.mjs";
import { YOUNG, sampleStaff, stateOf } from "./support/demonstration.mjs";
import { startCouncil } from "./support/server.mjs";

const council = await startCouncil();
const base = council.url;
const browser = await launch();
after(async () => {
  await browser.close();
  await council.stop();
});

const staff = await sampleStaff(base);
const amira = await stateOf(browser, base, staff.find(({ name }) => name.startsWith("Amira")));
const sam = await stateOf(browser, base, YOUNG.Sam);
const ellis = await stateOf(browser, base, YOUNG.Ellis);
const manager = await stateOf(browser, base, staff.find(({ job }) => job === "Team manager"));
const PHONE = { base, width: PHONE_WIDTH, height: 740 };
const DESK = { base, width: 1280, height: 900 };
const WORDS = "i want a van n a dog that rides in it";

async function right(page) {
  assert.deepEqual([...(await frameFindings(page)), ...(await reflowFindings(page))], [], page.url());
  await axeClean(page);
}

test("journey 2: a goal in their own words takes 3 presses from Home, on a phone without script", async () => {
  const page = await openWithoutScript(browser, { ...PHONE, signedIn: sam });
  await page.goto("/me");
  const journey = presses(page);
  await journey.tap(page.getByRole("button", { name: "Add a goal", exact: true }));
  await takePictures(page, "journey 2 add");
  await journey.write(page.getByLabel("What do you want to happen?"), WORDS);
  await journey.tap(page.getByRole("button", { name: "Save my goal" }));
  await page.getByText("Saved. Your adviser will see this.").waitFor();
  journey.within(3);
  for (const choice of ["Add a first step", "Say who could help", "Say how near you are"]) {
    assert.equal(await page.getByRole("button", { name: choice }).count(), 1, choice);
  }
  await takePictures(page, "journey 2 saved");
  const saved = page.url();
  await page.getByRole("link", { name: "Skip. Go to my plan" }).click();
  await page.getByRole("heading", { name: WORDS }).waitFor();
  await takePictures(page, "journey 2 my plan");
  await page.context().close();
  const checked = await openPage(browser, { ...PHONE, signedIn: sam });
  const goal = saved.replace(/\/saved$/, "");
  for (const address of [saved, goal, `${goal}/step`, `${goal}/near`, `${goal}/done`, `${goal}/aside`, "/me/plan", "/me"]) {
    await checked.goto(address);
    await right(checked);
    await takePictures(checked, `journey 2 ${new URL(checked.url()).pathname.split("/").slice(2).filter((part) => part.length < 20).join(" ") || "home"} again`);
  }
  await checked.context().close();
});

test("the adviser sees it at once, adds a step beside it, and cannot alter the words", async () => {
  const page = await openPage(browser, { ...DESK, signedIn: amira });
  await page.goto("/team/people");
  await page.getByRole("link", { name: "Sam", exact: true }).first().click();
  await page.getByRole("link", { name: "Plan", exact: true }).click();
  await page.getByRole("link", { name: WORDS }).click();
  await page.getByText("Sam’s own words").waitFor();
  await page.getByRole("link", { name: "Say it in other words" }).click();
  await page.getByLabel("Other words for it").fill("Work that allows a dog");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Also worded" }).waitFor();
  assert.equal(await page.locator("main h3.wm-card__title").first().innerText(), WORDS, "the words stay as they were");
  await page.getByRole("link", { name: "Add a step" }).click();
  await page.getByLabel("What is the step?").fill("Ask the rescue about Saturdays");
  await page.getByLabel("Mine", { exact: true }).check();
  await page.getByRole("button", { name: "Add step" }).click();
  await page.getByText("Ask the rescue about Saturdays").first().waitFor();
  await right(page);
  await takePictures(page, "journey 2 goal at the desk");
  await page.getByRole("link", { name: "Back to the plan" }).click();
  await right(page);
  await takePictures(page, "journey 2 plan at the desk");

  const phone = await openPage(browser, { ...PHONE, signedIn: sam });
  await phone.goto("/me/plan");
  const card = phone.locator(".wm-card", { hasText: WORDS });
  assert.match(await card.innerText(), /Ask the rescue about Saturdays/);
  assert.doesNotMatch(await card.innerText(), /Work that allows a dog/);
  await phone.context().close();
  await page.context().close();
});

test("a manager approves with an analysis, and the young person does not agree with all of it, in their own words", async () => {
  const page = await openPage(browser, { ...DESK, signedIn: manager });
  await page.goto("/team/approvals");
  await right(page);
  await takePictures(page, "journey 2 approvals");
  const decide = presses(page);
  await decide.tap(page.locator("a[href*='/plan/version/']", { hasText: "Ellis" }));
  await right(page);
  await takePictures(page, "journey 2 version");
  await page.getByLabel("Approve it").check();
  await page.getByRole("group", { name: /^Was Ellis seen/ }).getByLabel("Yes").check();
  await page.getByRole("group", { name: /^Did Ellis take part/ }).getByLabel("Yes").check();
  await page.getByLabel("What did you find?").fill("Strong on the home. Say more about money.");
  await page.getByRole("button", { name: "Save decision" }).click();
  await page.getByText("Saved. The young person and their workers can read it.").waitFor();

  const phone = await openPage(browser, { ...PHONE, signedIn: ellis });
  await phone.goto("/me/plan");
  await phone.getByRole("link", { name: "I agree with some of it" }).click();
  await phone.getByLabel("What do you want to say about it?").fill("You forgot the cat");
  await right(phone);
  await takePictures(phone, "journey 2 agree");
  await phone.getByRole("button", { name: "Save what I think" }).click();
  await phone.getByText("Your words are in the plan.").waitFor();
  assert.match(await phone.locator("main").innerText(), /You forgot the cat/);
  await right(phone);
  await phone.context().close();

  await page.goto("/team/people");
  await page.getByRole("link", { name: "Ellis", exact: true }).first().click();
  await page.getByRole("link", { name: "Plan", exact: true }).click();
  assert.match(await page.locator("main").innerText(), /Agree in part[^]*You forgot the cat/);
  await page.context().close();
});
