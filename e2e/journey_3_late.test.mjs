// Journey 3: a manager sees what is late and why; one press to the person at the clock, two to the evidence.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { axeClean, frameFindings, reflowFindings } from "./support/axe.mjs";
import { DESK_WIDTH, PHONE_WIDTH, launch, openPage } from "./support/browser.mjs";
import { presses } from "./support/budget.mjs";
import { sampleStaff, signIn } from "./support/demonstration.mjs";
import { startCouncil } from "./support/server.mjs";

const council = await startCouncil();
const base = council.url;
const browser = await launch();
after(async () => {
  await browser.close();
  await council.stop();
});

const staff = await sampleStaff(base);

async function right(page) {
  assert.deepEqual([...(await frameFindings(page)), ...(await reflowFindings(page))], [], page.url());
  await axeClean(page);
}

test("journey 3: from what is late to the person at the clock in 1 press, to the evidence in 2", async () => {
  const manager = staff.find(({ job }) => /team manager/i.test(job));
  assert.ok(manager, "the demonstration has a team manager");
  const page = await openPage(browser, { base });
  await signIn.staff(page, base, manager);
  for (const width of [PHONE_WIDTH, DESK_WIDTH]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto("/team/late");
    await right(page);
    const journey = presses(page);
    const name = page.locator(".wm-late tbody th a").first();
    await journey.tap(name);
    await page.waitForURL(/\/team\/p\/[^/]+#clock/);
    await right(page);
    const place = new URL(page.url()).hash;
    await page.locator(place).waitFor();
    journey.within(1);
    await journey.tap(page.locator(`${place} a`).first());
    await page.getByText("What did not count").first().waitFor();
    await page.getByText("Who is responsible").first().waitFor();
    await right(page);
    journey.within(2);
  }
  await page.close();
});
