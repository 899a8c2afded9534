// Every page staff can reach, walked as each of the sample roles. The list of pages is the program's own route table: one
// that is routed and neither walked nor explained below fails here.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { launch, openPage, openWithoutScript } from "./support/browser.mjs";
import { invitationFor, sampleStaff, stateOf } from "./support/demonstration.mjs";
import { doorOf, emptyFormFindings, findExamples, glance, keptFindings, pageFindings } from "./support/every_page.mjs";
import { codeNow } from "./support/persona.mjs";
import { routes, startCouncil } from "./support/server.mjs";
import { MORE_OF_IT, NOT_A_RETURN, SMALL_RETURN } from "./support/small_return.mjs";

/** Pages that are not reached by following links, and why. */
const NOT_LINKED = {
  "/team/sign-in": "walked signed out",
  "/team/sign-in/code": "walked half way through signing in, below",
  "/team/invite/{token}": "the address is in an invitation; walked with one that works and an old one, below",
  "/team/search": "reached by the box at the top; walked at its address, below",
  "/team/prove": "asked for only when the last proof is ten minutes old; walked at its address, below",
};

/** Forms that end what the walk stands on. Each is sent by a journey of its own. */
const ENDS = /sign-out|leave|give-up|take-out|undo|confirm|end-role|\/(end|left)$|set-up\/roles/;

const council = await startCouncil();
const base = council.url;
const browser = await launch();
after(async () => {
  await browser.close();
  await council.stop();
});

const table = await routes();
const pages = table.filter(({ method, path }) => method === "GET" && doorOf(path) === "team");
const staff = await sampleStaff(base);
const names = staff.map(({ name }) => name);
const walked = new Set();
const states = new Map();

function named(first) {
  return staff.find(({ name }) => name.startsWith(first));
}

/** A proof of who is there counts for ten minutes where it is asked for: one half that old is renewed. */
const PROVED_FOR = 5 * 60_000;

async function signedIn(person) {
  const held = states.get(person.email);
  if (held && performance.now() - held.at < PROVED_FOR) return held.state;
  const state = await stateOf(browser, base, person);
  states.set(person.email, { state, at: performance.now() });
  return state;
}

/** A page of somebody's own, closed afterwards. */
async function as(person, what, open = openPage) {
  const page = await open(browser, { base, signedIn: await signedIn(person) });
  try {
    return await what(page);
  } finally {
    await page.context().close();
  }
}

async function check(person, address, more = {}) {
  const found = await pageFindings(browser, { base, address, signedIn: await signedIn(person), names, ...more });
  assert.deepEqual(found, [], `${address} for ${person.name}`);
}

async function checkForms(person, address) {
  const found = await emptyFormFindings(browser, { base, address, signedIn: await signedIn(person), avoid: ENDS });
  assert.deepEqual(found, [], `forms of ${address} for ${person.name}`);
}

const tariq = named("Tariq");
const amira = named("Amira");

test("returns and data problems when nothing has been loaded", async () => {
  for (const address of ["/team/data", "/team/data/problems"]) await check(tariq, address, { pictures: `empty ${address}` });
});

test("a file that is not of the return is named, kept, and can be taken out", async () => {
  await as(tariq, async (page) => {
    await page.goto("/team/data");
    await page.getByLabel("Files").setInputFiles([...SMALL_RETURN, NOT_A_RETURN]);
    await page.getByRole("button", { name: "Check files" }).click();
    await page.getByText("Cannot be read").first().waitFor();
    await check(tariq, new URL(page.url()).pathname, { pictures: "files one cannot be read" });
    await page.getByRole("button", { name: `Take out ${NOT_A_RETURN.name}` }).click();
    await page.getByRole("button", { name: "See the preview" }).click();
    await page.getByRole("heading", { name: "Preview", level: 1 }).waitFor();
  });
});

test("one import is loaded and another waits, so that each of their pages is there", async () => {
  await as(tariq, async (page) => {
    await page.goto("/team/data");
    await page.getByRole("row", { name: /Not loaded yet/ }).getByRole("link").click();
    await page.getByRole("button", { name: "See the preview" }).click();
    await page.getByRole("button", { name: "See what will change" }).click();
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await page.getByRole("button", { name: "Import now" }).click();
    await page.getByRole("heading", { name: "Import done" }).waitFor();
    await page.goto("/team/data");
    await page.getByLabel("Files").setInputFiles([...SMALL_RETURN, ...MORE_OF_IT]);
    await page.getByRole("button", { name: "Check files" }).click();
    await page.getByRole("heading", { name: "Preview", level: 1 }).waitFor();
  });
});

for (const person of staff) {
  test(`every page ${person.name} (${person.job}) can reach is right`, async (t) => {
    const state = await signedIn(person);
    const examples = await findExamples(browser, { base, start: "/team", signedIn: state, routes: pages, avoid: /sign-in|leave/ });
    assert.ok(examples.has("/team") && examples.has("/team/account"), [...examples.keys()].join(" "));
    const again = await openPage(browser, { base, signedIn: state });
    for (const [path, address] of examples) {
      // Each page is walked in full once, and looked at again for each role that has it.
      const isNew = !walked.has(path);
      walked.add(path);
      await t.test(`${path} at ${address}`, async () => {
        if (!isNew) return assert.deepEqual(await glance(again, address, { names }), [], address);
        await check(person, address, { pictures: path });
        await checkForms(person, address);
      });
    }
    await again.context().close();
  });
}

test("the pages of a record in which nothing is written yet, added without script", async () => {
  const record = await as(
    amira,
    async (page) => {
      await page.goto("/team/people");
      await page.getByRole("button", { name: "Add a young person" }).click();
      await page.getByLabel("What name do they use?").fill("Perran Quill");
      for (const [part, number] of [["Day", "3"], ["Month", "march"], ["Year", "2009"]]) await page.getByLabel(part).fill(number);
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText("Record started").waitFor();
      return new URL(page.url()).pathname;
    },
    openWithoutScript,
  );
  for (const section of ["", "/timeline", "/about", "/entitlement", "/looked"]) {
    await check(amira, record + section, { pictures: `empty record ${section}` });
  }
});

test("searches, and lists in which there is nobody", async () => {
  await check(amira, "/team/search?for=Sam", { pictures: "search" });
  await check(amira, "/team/search?for=nobodyhasthisname", { pictures: "search nobody" });
  await check(amira, "/team/people?view=no-adviser&status=closed", { pictures: "people nobody" });
});

const KEPT = [
  [amira, "/team/people/add", { name: "Perran Quill", "born-day": "31", "born-month": "2", "born-year": "2009", language: "Cornish" }, "Save"],
  [amira, "/team/search", { name: "Perran Quill", "born-year": "2009" }, "Search"],
  [named("Lena"), "/team/set-up/people/add", { full_name: "Ottilie Marsh", email: "ottilie" }, "Save"],
  [named("Lena"), "/team/set-up/teams", { name: "Lakeside team" }, "Add a team"],
  [named("Lena"), "/team/set-up/wording", { name: "Harrowdale", colour: "#ffff00" }, "Save"],
  [tariq, "/team/data", { year: "soon", authority: "E09 12" }, "Check files"],
];
for (const [person, address, answers, button] of KEPT) {
  test(`bad answers at ${address} are kept, and the summary leads to each`, async () => {
    const found = await keptFindings(browser, { base, address, signedIn: await signedIn(person), answers, button, names });
    assert.deepEqual(found, []);
  });
}

test("a record somebody may not see, one that is not there and a page for another role look the same", async () => {
  const sams = await as(amira, async (page) => {
    await page.goto("/team/search?for=Sam");
    return page.getByRole("link", { name: "Sam", exact: true }).first().getAttribute("href");
  });
  for (const [person, address] of [
    [named("Bronwen"), "/team/people"],
    [named("Tariq"), sams],
    [amira, "/team/p/00000000000000000000000000"],
    [amira, "/team/data"],
    [amira, "/team/nowhere"],
  ]) {
    await check(person, address, { status: 404, pictures: `not found ${person.name}` });
  }
});

test("proving again, and the code half way through signing in", async () => {
  await check(amira, "/team/prove?back=/team/account/passkey", { pictures: "prove" });
  await checkForms(amira, "/team/prove?back=/team/account/passkey");
  const page = await openPage(browser, { base });
  await page.goto("/team/sign-in");
  await page.getByLabel("Email address").fill(amira.email);
  await page.getByLabel("Password", { exact: true }).fill("something else entirely");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { name: "Enter your code" }).waitFor();
  const halfWay = await page.context().storageState();
  await page.context().close();
  const found = await pageFindings(browser, { base, address: "/team/sign-in/code", signedIn: halfWay, pictures: "sign-in code" });
  assert.deepEqual(found, []);
});

test("somebody new is invited, chooses a password, sets up an authenticator and is in; the invitation then is used up", async () => {
  await as(named("Lena"), async (page) => {
    await page.goto("/team/set-up/people/add");
    const answers = { full_name: "Ottilie Marsh", first_name: "Ottilie", job: "Data officer", email: "ottilie.marsh@harrowdale.example" };
    for (const [field, answer] of Object.entries(answers)) await page.locator(`main [name="${field}"]`).fill(answer);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Send an invitation" }).click();
    await page.getByText("The invitation is on its way").waitFor();
  });
  const address = await invitationFor(base, "ottilie.marsh@harrowdale.example");
  assert.deepEqual(await pageFindings(browser, { base, address, names: ["Ottilie Marsh"], pictures: "invitation" }), []);
  const short = { base, address, answers: { code: "12" }, button: "Save and sign in", names: ["Ottilie Marsh"] };
  assert.deepEqual(await keptFindings(browser, { ...short, kept: false }), []);

  const page = await openPage(browser, { base });
  await page.goto(address);
  await page.getByLabel("New password", { exact: true }).fill("lantern gravel seven otters");
  await page.getByLabel("Code", { exact: true }).fill(codeNow(await page.locator(".wm-key").innerText()));
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await page.getByRole("heading", { name: "Today" }).waitFor();
  await page.context().close();
  assert.deepEqual(await pageFindings(browser, { base, address, status: 404, pictures: "old invitation" }), []);
});

test("signing out leads to the sign-in page, and the record is closed to that browser", async () => {
  const peter = named("Peter");
  const page = await openPage(browser, { base, signedIn: await signedIn(peter) });
  await page.goto("/team/sign-out");
  await page.locator("main").getByRole("button", { name: "Sign out" }).click();
  await page.goto("/team/account");
  assert.equal(new URL(page.url()).pathname, "/team/sign-in");
  await page.context().close();
});

test("every page of the staff door is walked, or has a reason not to be", () => {
  const missed = pages.map(({ path }) => path).filter((path) => !walked.has(path) && !NOT_LINKED[path]);
  assert.deepEqual(missed, [], "routed, and reached by no link from any role's first page");
  const stale = Object.keys(NOT_LINKED).filter((path) => walked.has(path) || !pages.some((page) => page.path === path));
  assert.deepEqual(stale, [], "explained, but walked or not routed any more");
});
