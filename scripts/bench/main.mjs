// The benchmark: see ./bench. Each figure is measured here and now; nothing is remembered from an earlier run.

import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, existsSync, fdatasyncSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync, writeSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { firstAnswers, load } from "./load.mjs";
import { saves } from "./saves.mjs";
import { Visitor, serve, staffSignedIn, youngPersonSignedIn } from "./served.mjs";
import { pageWeights } from "./weights.mjs";

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
const TARGET = path.join(process.env.CARGO_TARGET_DIR ?? path.join(ROOT, "target"), "release");
const PROGRAM = process.env.WAYMARK ?? path.join(TARGET, "waymark");
const QUICK = process.argv.includes("--quick");
const FEW = 810;
const MANY = QUICK ? 10_000 : 100_000;
const SECONDS = QUICK ? 3 : 10;
const CLIENTS = [1, 16, 64];
/** As many different people as one run can ask for without asking twice. */
const DIFFERENT = 20_000;

const kept = process.env.DATA;
const folder = kept ? path.resolve(kept) : mkdtempSync(path.join(os.tmpdir(), "waymark-bench-"));
mkdirSync(folder, { recursive: true });
process.once("exit", () => kept || rmSync(folder, { recursive: true, force: true }));

const rows = [];
const thousands = (number) => Math.round(number).toLocaleString("en-GB");
const milliseconds = (number) => `${number < 10 ? number.toFixed(1) : thousands(number)} ms`;
const seconds = (number) => `${number.toFixed(2)} s`;
const megabytes = (number) => `${thousands(number)} MB`;

/** One line of the table; `limit` is the budget and `value` what is held against it. */
function report(what, measured, { budget = "", value, limit } = {}) {
  const kept = limit === undefined ? "" : value <= limit ? "yes" : "**no**";
  rows.push([what, measured, budget, kept]);
  console.log(`  ${what}: ${measured}${budget ? ` (budget ${budget}: ${kept.replaceAll("*", "")})` : ""}`);
}

/** Runs the program under time(1). Gives seconds, megabytes at most and what it printed. */
function timed(words, mayEnd = [0]) {
  const began = performance.now();
  const run = spawnSync("/usr/bin/time", ["-f", "most %M", PROGRAM, ...words], { encoding: "utf8", maxBuffer: 2 ** 28 });
  const took = (performance.now() - began) / 1000;
  const most = /most (\d+)/.exec(run.stderr ?? "");
  if (!most || !mayEnd.includes(run.status)) throw new Error(`waymark ${words[0]}: ${run.status}\n${run.stderr}`);
  return { took, most: Number(most[1]) / 1024, printed: run.stdout };
}

function theReturn() {
  const shared = process.env.WAYMARK_SHARED ?? path.join(ROOT, "..", "shared");
  const year = path.join(shared, "data", "ssda903", "d2i-fake-2017-18");
  if (!existsSync(year)) return report("The return of 2,675 children", "not measured: the sample returns are not here");
  const files = readdirSync(year).filter((name) => name.endsWith(".csv")).map((name) => path.join(year, name));
  const words = ["import", "ssda903", ...files, "--year", "2018", "--authority", "E09000012", "--json"];
  const data = ["--data", path.join(folder, `return-${process.pid}`)];
  const preview = timed([...words, "--dry-run", ...data], [0, 1]);
  const { people } = JSON.parse(preview.printed);
  report(`Preview of the return of ${thousands(people.new)} children`, seconds(preview.took), { budget: "2 s", value: preview.took, limit: 2 });
  const real = timed([...words, ...data], [0, 1]);
  if (!JSON.parse(real.printed).applied) throw new Error("the return was not loaded");
  report("Import of the same", seconds(real.took), { budget: "5 s", value: real.took, limit: 5 });
  const most = Math.max(preview.most, real.most);
  report("Memory at most, of both", megabytes(most), { budget: "300 MB", value: most, limit: 300 });
  rmSync(data[1], { recursive: true, force: true });
}

function theLaw() {
  const printed = execFileSync(path.join(TARGET, "examples", "status_of_each"), ["100000"], { encoding: "utf8" });
  const { people, seconds: took } = JSON.parse(printed);
  report(`Status of ${thousands(people)} people, computed and explained`, seconds(took), { budget: "1 s", value: took, limit: 1 });
}

const example = (name, words) => JSON.parse(execFileSync(path.join(TARGET, "examples", name), words, { encoding: "utf8" }));

/** A person of a large council may cost this many times what one of a small council does: in proportion, and some noise. */
const IN_PROPORTION = 1.5;

/** All clocks of each person, without records: few and many, to see that the cost grows with the people and no faster. */
function theClocks() {
  const [few, many] = [1000, MANY].map((people) => example("clocks_of_each", [`${people}`]));
  const says = `${seconds(many.seconds)}, ${thousands(many.clocks)} clocks`;
  const limit = many.people / 100_000;
  report(`All clocks of ${thousands(many.people)} people, computed`, says, { budget: `${limit} s`, value: many.seconds, limit });
  const times = many.seconds / many.people / (few.seconds / few.people);
  const budget = `at most ${IN_PROPORTION}`;
  report(`The same for one person, against ${thousands(few.people)} people`, `${times.toFixed(2)} times`, { budget, value: times, limit: IN_PROPORTION });
}

/** All clocks from the records of a council to its lists, in one transaction. */
function theClocksKept(sizes) {
  const runs = sizes.map((people) => example("clocks_of_everyone", [council(people).data]));
  for (const run of runs) {
    const limit = run.people / 10_000;
    const budget = { budget: `${limit} s`, value: run.seconds, limit };
    report(`All clocks of ${thousands(run.people)} people, from records to lists`, seconds(run.seconds), budget);
  }
  const [few, many] = [runs[0], runs.at(-1)];
  const times = many.seconds / many.people / (few.seconds / few.people);
  report(`The same for one person, of ${thousands(many.people)} against ${thousands(few.people)}`, `${times.toFixed(2)} times`, { budget: `at most ${IN_PROPORTION}`, value: times, limit: IN_PROPORTION });
}

/** Builds a demonstration council unless an earlier run left it. Gives its folder and the sign-ins it has. */
function council(people) {
  const data = path.join(folder, `${people}`);
  const said = path.join(data, "said.json");
  const opened = () => ({ data, signIns: JSON.parse(readFileSync(said, "utf8")).sign_ins });
  if (existsSync(said)) return opened();
  rmSync(data, { recursive: true, force: true });
  const built = timed(["demo", "--people", `${people}`, "--seed", "1", "--json", "--data", data]);
  report(`Building a demonstration of ${thousands(people)} people`, built.took < 90 ? seconds(built.took) : `${(built.took / 60).toFixed(1)} minutes`);
  writeFileSync(said, built.printed);
  return opened();
}

/** Different people of the whole service, by the links of the lists, and the lists themselves. */
async function addresses(leader, people) {
  const lists = [];
  const orders = ["name", "age", "next", "changed"];
  for (let page = 1; page <= Math.min(10, Math.floor(people / 50)); page++) {
    for (const order of orders) lists.push(`/team/people?view=&status=&order=${order}&page=${page}`);
  }
  const last = Math.ceil(people / 50);
  const records = new Set();
  for (let page = 1; page <= last && records.size < DIFFERENT; page += Math.max(1, Math.floor((last * 50) / DIFFERENT))) {
    const { body } = await leader.get(`/team/people?order=name&page=${page}`);
    for (const [, id] of body.matchAll(/href="\/team\/p\/([^"/]+)"/g)) records.add(`/team/p/${id}`);
  }
  return { lists, records: shuffled([...records]) };
}

/** In an order that has nothing to do with the alphabet, the same each time. */
function shuffled(list) {
  let state = 1;
  for (let at = list.length - 1; at > 0; at--) {
    state = (state * 48271) % 2147483647;
    const other = state % (at + 1);
    [list[at], list[other]] = [list[other], list[at]];
  }
  return list;
}

async function measured(visitor, what, paths, site, limit, atOnce = CLIENTS) {
  const least = await firstAnswers(visitor, paths);
  load(visitor, paths, { clients: 4, seconds: 2 });
  const found = [];
  for (const clients of atOnce) {
    const run = load(visitor, paths, { clients, seconds: SECONDS });
    if (run.bytesEach < least / 2) throw new Error(`${what}: ${run.bytesEach} bytes a page is no page`);
    const says = `p50 ${milliseconds(run.p50)}, p99 ${milliseconds(run.p99)}, ${thousands(run.perSecond)}/s, ${run.errors} errors, ${megabytes(site.memory().now)}`;
    report(`${what}, ${clients} ${clients === 1 ? "client" : "clients"}`, says, limit ? { budget: `p99 ${limit} ms`, value: run.p99, limit } : {});
    found.push(run);
  }
  return found;
}

async function thePages(people, goal) {
  const { data, signIns } = council(people);
  // The second start is the one measured: the first does the day's nightly work.
  const warm = await serve(PROGRAM, data);
  await pause(people > 50_000 ? 10 : 2);
  await warm.stop();
  const site = await serve(PROGRAM, data);
  try {
    const many = thousands(people);
    report(`From start to first page, ${many} people`, seconds(site.firstPageAfter / 1000), { budget: "1 s", value: site.firstPageAfter, limit: 1000 });
    await pause(5);
    const idle = site.memory().now;
    report(`Memory when idle, ${many} people`, megabytes(idle), { budget: "100 MB", value: idle, limit: 100 });
    const leader = await staffSignedIn(site.port, signIns.find(({ role }) => role === "Head of service"));
    const { lists, records } = await addresses(leader, people);
    await measured(leader, `S10 list, ${many} people`, lists, site, goal);
    const with64 = await measured(leader, `S12 record, ${many} people, another each time`, records, site, goal);
    await measured(leader, `S18 plan, ${many} people, another each time`, records.map((record) => `${record}/plan`), site, 50);
    await theAudit(leader, site, many, with64);
    await theContacts(site, signIns, many);
    report(`Memory at most under all this, ${many} people`, megabytes(site.memory().most));
    if (people === FEW) await theWeights(site, leader, signIns, records[0]);
  } finally {
    await site.stop();
  }
}

/** S50 for a whole service of 5,000: its pages in turn, 16 at once. */
async function theLate() {
  const { data, signIns } = council(5000);
  const site = await serve(PROGRAM, data);
  try {
    const leader = await staffSignedIn(site.port, signIns.find(({ role }) => role === "Head of service"));
    const { body } = await leader.get("/team/late");
    const [, people] = /([\d,]+)<[^>]*>\s*<[^>]*>people with something late/.exec(body) ?? [, "some"];
    const pages = Array.from({ length: 10 }, (_, at) => `/team/late?page=${at + 1}`);
    const what = `S50 what is late, 5,000 people of whom ${people} have something late`;
    await measured(leader, what, pages, site, 50, [16]);
  } finally {
    await site.stop();
  }
}

/** S14: a contact recorded, its clocks and its list turned, durable before the answer. Each saving is another draft. */
async function theContacts(site, signIns, many) {
  const adviser = await staffSignedIn(site.port, signIns.find(({ role }) => role === "Personal adviser"));
  for (const clients of [1, 16]) {
    const run = await saves(adviser, { clients, seconds: SECONDS });
    const says = `p50 ${milliseconds(run.p50)}, p99 ${milliseconds(run.p99)}, ${thousands(run.perSecond)}/s, ${run.errors} errors`;
    // Held for one at a time: several at once wait for each other's syncs, which is no longer the work of one saving.
    const budget = clients === 1 ? { budget: "p99 20 ms", value: run.p99, limit: 20 } : {};
    report(`S14 record a contact, ${many} people, ${clients} ${clients === 1 ? "client" : "clients"}`, says, budget);
  }
}

/** The same site with nothing to audit: a staff page that shows nobody, and the young people's help page. */
async function theAudit(leader, site, many, audited) {
  const plain = [
    [leader, "a staff page that shows nobody", "/team/search"],
    [new Visitor(site.port), "the open help page", "/me/help"],
  ];
  for (const [visitor, what, address] of plain) {
    await firstAnswers(visitor, [address]);
    const runs = CLIENTS.map((clients) => load(visitor, [address], { clients, seconds: Math.ceil(SECONDS / 2) }));
    const times = runs.map((run, at) => `${(run.perSecond / audited[at].perSecond).toFixed(1)}`);
    const says = runs.map((run) => `${thousands(run.perSecond)}/s, p99 ${milliseconds(run.p99)}`);
    report(`No audit row: ${what}, ${many} people, at ${CLIENTS.join(", ")} clients`, `${says.join("; ")}: ${times.join(", ")} times the rate of S12`);
  }
}

async function theWeights(site, leader, signIns, record) {
  const young = await youngPersonSignedIn(site.port, signIns.find(({ door }) => door === "/me/in"));
  for (const { what, bytes, requests, most } of await pageWeights(site.port, { leader, young, record })) {
    const fits = bytes <= most.bytes && requests <= most.requests;
    const budget = `${most.bytes / 1000} KB, ${most.requests} requests`;
    report(`${what}, first visit`, `${(bytes / 1000).toFixed(1)} KB, ${requests} requests`, { budget, value: fits ? 0 : 1, limit: 0 });
  }
}

const pause = (howMany) => new Promise((resolve) => setTimeout(resolve, howMany * 1000));

/** How long this disk takes to make one small write durable, in milliseconds: the floor under every save. */
function syncTime() {
  const file = path.join(folder, "sync");
  const handle = openSync(file, "w");
  const times = Array.from({ length: 200 }, () => {
    const began = performance.now();
    writeSync(handle, Buffer.alloc(4096));
    fdatasyncSync(handle);
    return performance.now() - began;
  });
  closeSync(handle);
  rmSync(file);
  return times.sort((a, b) => a - b);
}

function machine() {
  const sync = syncTime();
  const cores = os.cpus();
  const load = os.loadavg()[0].toFixed(1);
  return `${cores.length} cores (${cores[0].model.trim()}), ${thousands(os.totalmem() / 2 ** 30)} GB, Linux ${os.release().split("-")[0]}; ` +
    `a 4 KB write made durable takes ${milliseconds(sync[100])} (p99 ${milliseconds(sync[198])}); load ${load} before the start; ` +
    `the load generator runs on the same cores`;
}

function table() {
  const lines = ["| What | Measured | Budget | Kept |", "|---|---|---|---|", ...rows.map((row) => `| ${row.join(" | ")} |`)];
  return lines.join("\n");
}

/** Only the part between the two marks is ours. */
function write(text) {
  const file = path.join(ROOT, "docs", "benchmarks.md");
  const page = readFileSync(file, "utf8");
  const [before, , after] = page.split(/(<!-- figures -->[\s\S]*<!-- end of figures -->)/);
  writeFileSync(file, `${before}<!-- figures -->\n\n${text}\n\n<!-- end of figures -->${after}`);
}

const here = machine();
console.log(`  ${here}`);
theReturn();
theLaw();
theClocks();
await thePages(FEW, 50);
await theLate();
await thePages(MANY, 50);
theClocksKept([1000, MANY]);
const text = `Machine: ${here}.\n\n${table()}`;
console.log(`\n${text}`);
if (process.argv.includes("--write")) write(text);
