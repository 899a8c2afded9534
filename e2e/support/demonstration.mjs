// The demonstration council's people: who can sign in, and the codes its page of local messages shows.

import { signInAsStaff, signInAsYoungPerson, signedInState } from "./persona.mjs";

/** The young people who can sign in, by the names they use. */
export const YOUNG = {
  Sam: { contact: "07700 900 000", email: "sam@post.example" },
  Ellis: { contact: "07700 900 001", email: "ellis@post.example" },
  Nadia: { contact: "07700 900 002", email: "nadia@post.example" },
};

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };

async function outbox(base) {
  const text = await (await fetch(`${base}/outbox`)).text();
  return text.replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity]);
}

/** Everybody employed who can sign in: `[{ name, job, email, password }]`. */
export async function sampleStaff(base) {
  const page = await outbox(base);
  const password = /Every password here is <strong>([^<]+)</.exec(page)?.[1];
  const rows = page.matchAll(/<dt>([^<,]+), ([^<]+)<\/dt>\s*<dd>(\S+@\S+), code/g);
  const staff = [...rows].map(([, name, job, email]) => ({ name, job, email, password }));
  if (!password || staff.length === 0) throw new Error(`no sample sign-ins on the outbox:\n${page.slice(0, 2000)}`);
  return staff;
}

/** The six digits a member of staff's authenticator shows now. */
async function staffCode(base, { email }) {
  const page = await outbox(base);
  const from = page.indexOf(`<dd>${email}, code`);
  return /\d{6}/.exec(page.slice(from + `<dd>${email}, code`.length))?.[0] ?? "no code";
}

/** The newest code sent to a young person's number or address. */
async function messageCode(base, { contact }) {
  const page = await outbox(base);
  const from = page.indexOf(`To <bdi>${contact}</bdi>`);
  if (from < 0) throw new Error(`nothing was sent to ${contact}`);
  return /\b\d{6}\b/.exec(page.slice(from).replace(/<bdi>.*?<\/bdi>/, ""))?.[0] ?? "no code";
}

/** Where the newest invitation sent to somebody leads. */
export async function invitationFor(base, email) {
  const page = await outbox(base);
  const from = page.indexOf(`To <bdi>${email}</bdi>`);
  const found = from < 0 ? null : /\/team\/invite\/\w+/.exec(page.slice(from));
  if (!found) throw new Error(`no invitation was sent to ${email}`);
  return found[0];
}

/** What makes the council believe the address that `fromElsewhere` gives. */
export const BEHIND_A_PROXY = ["--trusted-proxy", "127.0.0.1"];

let places = 0;

/** Gives a page a network address of its own: one address may ask for three codes at once, and tests are many people. */
export async function fromElsewhere(page) {
  places += 1;
  await page.setExtraHTTPHeaders({ "x-forwarded-for": `192.0.2.${1 + (places % 250)}` });
}

/** The two ways in, through the pages a person would use. */
export const signIn = {
  staff: (page, base, person) => signInAsStaff(page, person, { readCode: (one) => staffCode(base, one) }),
  async youngPerson(page, base, person) {
    await fromElsewhere(page);
    await signInAsYoungPerson(page, person, (one) => messageCode(base, one));
  },
};

/** Signs in once; gives the state other contexts start from. A staff code works once, so ask this once for each. */
export function stateOf(browser, base, person) {
  const enter = person.email && person.password ? signIn.staff : signIn.youngPerson;
  return signedInState(browser, base, (page) => enter(page, base, person));
}
