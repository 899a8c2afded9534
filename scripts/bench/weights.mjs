// What first visits weigh over the wire, in Chromium, with the meter of the browser tests.

import { launch, openPage } from "../../e2e/support/browser.mjs";
import { WEIGHTS, weigh } from "../../e2e/support/budget.mjs";
import { Visitor } from "./served.mjs";

/** Each page in a browser that has never been here: bytes and requests, beside the budget of its door. */
export async function pageWeights(port, { leader, young, record }) {
  const pages = [
    ["Y01 Home of a young person", young, "/me", WEIGHTS.me],
    // Besides what Home asks for, the script that passkeys need.
    ["Y02 Sign in of a young person", new Visitor(port), "/me/in", { ...WEIGHTS.me, requests: WEIGHTS.me.requests + 1 }],
    ["S02 Today", leader, "/team", WEIGHTS.team],
    ["S10 list", leader, "/team/people", WEIGHTS.team],
    ["S12 record", leader, record, WEIGHTS.team],
  ];
  const browser = await launch();
  try {
    const found = [];
    for (const [what, visitor, address, most] of pages) found.push({ what, most, ...(await one(browser, port, visitor, address)) });
    return found;
  } finally {
    await browser.close();
  }
}

async function one(browser, port, visitor, address) {
  const base = `http://127.0.0.1:${port}`;
  const page = await openPage(browser, { base });
  const cookies = visitor.cookies.map((cookie) => ({ ...cookie, url: base.replace("http:", "https:"), secure: true, httpOnly: true, sameSite: "Lax" }));
  await page.context().addCookies(cookies);
  const weight = await weigh(page);
  const answer = await page.goto(address, { waitUntil: "networkidle" });
  const arrived = new URL(page.url()).pathname;
  if (answer.status() !== 200 || arrived !== address) throw new Error(`${address} ended at ${arrived} with ${answer.status()}`);
  const { bytes, requests } = weight;
  await page.context().close();
  return { bytes, requests };
}
