// What anybody can reach: each open page in every way we check a page, and every other page refused in the same manner.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, openPage, takePictures } from "./support/browser.mjs";
import { doorOf, pageFindings } from "./support/every_page.mjs";
import { routes, startCouncil } from "./support/server.mjs";

const SIGN_IN = { team: "/team/sign-in", me: "/me/in" };

const table = (await routes()).filter(({ method }) => method === "GET");
// Not pages: files, calendars, and the outbox that only a demonstration has.
const open = table.filter(({ who, path }) => who === "anyone" && !/^\/(assets|brand\.css|calendar|health|outbox)/.test(path));
const closed = table.filter(({ who }) => who !== "anyone");

let council;
let browser;

before(async () => {
  council = await startCouncil({ demo: false });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await council?.stop();
});

/** A path with something in each of its gaps that names nobody. */
function filled(path) {
  return path.replace(/\{[^}]+\}/g, "0000000000000000000000");
}

for (const { path } of open.filter(({ path }) => !path.includes("{"))) {
  test(`${path} is right for somebody not signed in`, async () => {
    const sent = await fetch(council.url + path, { redirect: "manual" });
    if (sent.status === 303) {
      // The second step of signing in without the first begins again; leaving goes to another site at once.
      const to = new URL(sent.headers.get("location"), council.url);
      const another = path === "/me/leave-now" && to.protocol === "https:" && to.origin !== council.url;
      assert.ok(another || to.pathname === SIGN_IN[doorOf(path)], to.href);
      return;
    }
    assert.deepEqual(await pageFindings(browser, { base: council.url, address: path }), []);
    const page = await openPage(browser, { base: council.url });
    await page.goto(path);
    await takePictures(page, `signed out ${path}`);
    await page.context().close();
  });
}

test("the outbox of the demonstration is not there in a council's own system", async () => {
  assert.equal((await fetch(`${council.url}/outbox`)).status, 404);
});

test("every other page leads to the sign-in of its own door, and says nothing else", async () => {
  assert.ok(closed.length > 0);
  for (const { path } of closed) {
    const answer = await fetch(council.url + filled(path), { redirect: "manual" });
    const location = new URL(answer.headers.get("location") ?? "/none", council.url);
    assert.deepEqual([path, answer.status, location.pathname], [path, 303, SIGN_IN[doorOf(path)]]);
    assert.equal(await answer.text(), "", path);
  }
});

for (const address of ["/nowhere", "/me/help/nowhere", "/team/sign-in/nowhere"]) {
  test(`the page for an address that leads nowhere (${address})`, async () => {
    assert.deepEqual(await pageFindings(browser, { base: council.url, address, status: 404 }), []);
  });
}
