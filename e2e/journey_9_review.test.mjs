// Journey 9: a review the young person leads. They plan it on a phone without script in at most 10 presses, run it one card
// at a time with one press a card, and say what they think of each decision. It counts its own presses.

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
const PHONE = { base, width: PHONE_WIDTH, height: 740 };
const DESK = { base, width: 1280, height: 900 };

async function right(page) {
  assert.deepEqual([...(await frameFindings(page)), ...(await reflowFindings(page))], [], page.url());
  await axeClean(page);
}

test("journey 9: planning it takes at most 10 presses, and running it one press a card", async () => {
  const page = await openWithoutScript(browser, { ...PHONE, signedIn: ellis });
  await page.goto("/me");
  const planning = presses(page);
  await planning.tap(page.getByRole("link", { name: "Plan my meeting" }));
  await takePictures(page, "journey 9 plan");
  await planning.write(page.getByLabel("What would help you?"), "Ash next to me");
  await planning.write(page.getByLabel("What do you not want said in front of everyone?"), "my old school");
  await planning.tap(page.getByRole("button", { name: "Save my plan" }));
  await page.getByText("Your workers can see what you want.").waitFor();
  planning.within(10);
  await takePictures(page, "journey 9 my meetings");
  await page.getByRole("link", { name: "Run my meeting" }).click();
  const cards = Number((await page.getByText(/^Card 1 of/).textContent()).split(" ").at(-1));
  await takePictures(page, "journey 9 card");
  const running = presses(page);
  for (let card = 0; card < cards; card += 1) {
    await running.tap(page.getByRole("button", { name: "Next" }));
  }
  running.within(cards);
  await page.getByRole("radio", { name: "8", exact: true }).check();
  await takePictures(page, "journey 9 number");
  await page.getByRole("button", { name: "Save my number" }).click();
  await page.getByText("Saved. Thank you.").waitFor();
  await page.context().close();
});

test("journey 9: they say what they think of a decision, and staff read it and cannot change it", async () => {
  const page = await openPage(browser, { ...PHONE, signedIn: sam });
  await page.goto("/me");
  await page.getByRole("link", { name: "See what we agreed" }).click();
  await right(page);
  await takePictures(page, "journey 9 agreed");
  const first = page.locator("section.wm-card", { hasText: "Find out if the grant pays for tools" });
  await first.getByLabel("What do you want to say?").fill("sooner please");
  await first.getByRole("button", { name: "I am not OK with this" }).click();
  await page.getByText("You are not OK with this.").waitFor();
  for (const address of ["/me/meetings", page.url().replace("/agreed", "/run"), page.url().replace("/agreed", "/plan")]) {
    await page.goto(address);
    await right(page);
  }
  await page.context().close();
  const desk = await openPage(browser, { ...DESK, signedIn: amira });
  await desk.goto("/team/meetings");
  await right(desk);
  await takePictures(desk, "journey 9 everybody");
  await desk.getByRole("link", { name: "Sam", exact: true }).click();
  await desk.getByText("sooner please").waitFor();
  await right(desk);
  await takePictures(desk, "journey 9 the review");
  assert.equal(await desk.locator("main textarea").count(), 0);
  for (const thing of ["notes", "decision", "number", "copy"]) {
    const review = desk.url();
    await desk.goto(`${review}/${thing}`);
    await right(desk);
    await takePictures(desk, `journey 9 ${thing}`);
    await desk.goto(review);
  }
  await desk.goto(`${desk.url().split("/meetings/")[0]}/meetings/new`);
  await right(desk);
  await takePictures(desk, "journey 9 set up");
  await desk.context().close();
});
