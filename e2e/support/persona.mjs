// People who sign in as a person would: through the pages, by the labels they read, with the keys they hold.

import { createHmac } from "node:crypto";
import { openPage } from "./browser.mjs";

/** The six digits an authenticator shows for this secret (base32) at this moment: RFC 6238, thirty seconds, SHA-1. */
export function codeNow(secret, now = Date.now()) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const digest = createHmac("sha1", fromBase32(secret)).update(counter).digest();
  const at = digest[digest.length - 1] & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

function fromBase32(text) {
  const bits = [...text.toUpperCase().replace(/[\s=]/g, "")]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

/**
 * Staff: email and password, then the authenticator's code if it is asked for. `person` is `{ email, password, secret }`;
 * `readCode()` looks where the demonstration council shows the code, whose secret nobody is told.
 */
export async function signInAsStaff(page, person, { now, readCode } = {}) {
  await page.goto("/team/sign-in");
  await page.getByLabel(/email/i).fill(person.email);
  await page.getByLabel(/^password/i).fill(person.password);
  await send(page);
  const code = page.getByLabel(/code/i);
  if (await code.count()) {
    await code.fill(readCode ? await readCode(person) : codeNow(person.secret, now));
    await send(page);
  }
  if (!isBehind(page, "/team")) throw new Error(`${person.email} is not signed in: ${page.url()}: ${await said(page)}`);
}

/**
 * A young person: phone or email, then the code that was sent. `person` is `{ contact }`; `readCode()` looks where the
 * demonstration council puts its messages.
 */
export async function signInAsYoungPerson(page, person, readCode) {
  await page.goto("/me/in");
  await page.getByLabel(/phone|email/i).first().fill(person.contact);
  await send(page);
  await page.getByLabel(/code/i).fill(await readCode(person));
  await send(page);
  if (!isBehind(page, "/me")) throw new Error(`${person.contact} is not signed in: ${page.url()}: ${await said(page)}`);
}

/** Signs in once, in a context of its own, and gives the state that other contexts start from. */
export async function signedInState(browser, base, signIn) {
  const page = await openPage(browser, { base });
  await signIn(page);
  const state = await page.context().storageState();
  await page.context().close();
  return state;
}

/** The one form of a sign-in page that asks for something; the frame may hold others. */
async function send(page) {
  await page.locator("main form button:not([type=button])").first().click();
  await page.waitForLoadState();
}

function isBehind(page, door) {
  const { pathname } = new URL(page.url());
  return pathname.startsWith(door) && !/\/(sign-in|in)(\/|$)/.test(pathname);
}

async function said(page) {
  return (await page.locator("main").innerText()).replace(/\s+/g, " ").slice(0, 300);
}
