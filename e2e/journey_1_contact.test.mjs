// Journey 1, with signal: a contact with their words, recorded on a phone from Today. It counts its own presses.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { axeClean, frameFindings, reflowFindings } from "./support/axe.mjs";
import { PHONE_WIDTH, launch, openPage, openWithoutScript, takePictures } from "./support/browser.mjs";
import { presses } from "./support/budget.mjs";
import { YOUNG, sampleStaff, signIn, stateOf } from "./support/demonstration.mjs";
import { startCouncil } from "./support/server.mjs";

const council = await startCouncil();
const base = council.url;
const browser = await launch();
after(async () => {
  await browser.close();
  await council.stop();
});

const staff = await sampleStaff(base);
const amira = staff.find(({ name }) => name.startsWith("Amira"));
const signedIn = await stateOf(browser, base, amira);
const PHONE = { base, width: PHONE_WIDTH, height: 740, signedIn };
/** Eighteen words, as many as the budget of the journey allows for. */
const WORDS = "I like the new flat but it is loud at night and I want to see my brother";
/** A phone and a thumb: seconds a press, words a minute (design/pages.md §8). */
const PRESS = 1.4;
const WORDS_A_MINUTE = 36;

async function right(page) {
  assert.deepEqual([...(await frameFindings(page)), ...(await reflowFindings(page))], [], page.url());
  await axeClean(page);
}

/** From Today to Sam's form. */
async function openForm(page, journey = presses(page)) {
  await page.goto("/team");
  await journey.tap(page.getByRole("button", { name: "Record a contact with Sam", exact: true }));
  await page.getByRole("heading", { name: "Record a contact" }).waitFor();
  return journey;
}

async function onTheTimeline(page, words) {
  const record = new URL(page.url()).pathname.split("/").slice(0, 4).join("/");
  await page.goto(`${record}/timeline?show=contacts`);
  return page.locator("blockquote", { hasText: words }).count();
}

test("journey 1: a visit with their words is recorded in 8 presses and 45 seconds at 360 px, and they read it at once", async () => {
  const page = await openPage(browser, PHONE);
  const journey = await openForm(page);
  await right(page);
  await takePictures(page, "journey 1 form");
  await journey.tap(page.getByLabel("At their home", { exact: true }));
  const alone = page.getByRole("group", { name: "Did you see them on their own?" });
  if (await alone.count()) await journey.tap(alone.getByLabel("Yes"));
  await journey.write(page.getByLabel(/^What did Sam say/), WORDS);
  await journey.tap(page.getByRole("group", { name: /from 0 to 10/ }).getByLabel("7", { exact: true }));
  await journey.tap(page.getByRole("button", { name: "Save contact" }));
  await page.getByText("Contact saved").waitFor();
  journey.within(8);
  const seconds = journey.count * PRESS + (WORDS.split(" ").length / WORDS_A_MINUTE) * 60;
  assert.ok(seconds <= 45, `${seconds} s`);
  assert.match(await page.locator("main").innerText(), /What this counted for/);
  await right(page);
  await takePictures(page, "journey 1 saved");

  const phone = await openPage(browser, { base, width: PHONE_WIDTH, height: 740 });
  await signIn.youngPerson(phone, base, YOUNG.Sam);
  await phone.goto("/me/record");
  const theirs = phone.locator(".wm-timeline li", { hasText: WORDS });
  assert.match(await theirs.innerText(), /We came to see you at home\.[^]*You said[^]*7 out of 10/);
  await right(phone);
  await takePictures(phone, "journey 1 my record");
  await phone.context().close();
  await page.context().close();
});

test("sent, gone back and sent again, it stays one entry; with other words both are kept", async () => {
  const page = await openPage(browser, PHONE);
  await openForm(page);
  const said = "Only once";
  const fill = async (words) => {
    await page.getByLabel("Phone call", { exact: true }).check();
    await page.getByLabel(/^What did Sam say/).fill(words);
  };
  await fill(said);
  await page.getByRole("button", { name: "Save contact" }).click();
  await page.getByText("Contact saved").waitFor();
  await page.goBack();
  if (await page.getByRole("button", { name: "Save contact" }).count()) {
    await fill(said);
    await page.getByRole("button", { name: "Save contact" }).click();
  }
  await page.getByText("This was saved already").waitFor();
  assert.equal(await onTheTimeline(page, said), 1);
  await page.context().close();
});

test("with a keyboard alone: a try is recorded, and only what it asks is in sight", async () => {
  const page = await openPage(browser, PHONE);
  await openForm(page);
  await page.getByLabel("At their home", { exact: true }).focus();
  await page.keyboard.press("Space");
  const words = page.getByLabel(/^What did Sam say/);
  assert.ok(await words.isVisible());
  for (let times = 0; times < 7; times++) await page.keyboard.press("ArrowDown");
  assert.ok(await page.getByLabel("We did not meet this time").isChecked());
  assert.ok(!(await words.isVisible()), "a try asks for no words");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.name), "tried");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.name), "not_met");
  await page.keyboard.press("Space");
  await right(page);
  await takePictures(page, "journey 1 a try");
  await page.keyboard.press("Enter");
  await page.getByText("Saved: we tried").waitFor();
  assert.match(await page.locator("main").innerText(), /We tried: at their home\. No answer/);
  await page.context().close();
});

test("without script: seen as they would see it, mended and saved, with everything kept", async () => {
  const page = await openWithoutScript(browser, PHONE);
  await openForm(page);
  const said = "No script at all";
  await page.getByLabel(/^What did Sam say/).fill(said);
  await page.getByRole("button", { name: "Save contact" }).click();
  await page.locator(".govuk-error-summary").getByText("Select how you met").waitFor();
  await page.getByLabel("Phone call", { exact: true }).check();
  await page.getByRole("button", { name: "See it as they would" }).click();
  await page.getByRole("heading", { name: "As Sam would see it" }).waitFor();
  assert.equal(await page.locator(".govuk-inset-text blockquote").innerText(), said);
  await takePictures(page, "journey 1 as they would");
  await page.getByRole("button", { name: "Save contact" }).click();
  await page.getByText("Contact saved").waitFor();
  assert.equal(await onTheTimeline(page, said), 1);
  await takePictures(page, "journey 1 timeline");
  await page.context().close();
});
