// Budgets: how many presses a journey may take, and how much a page may weigh. Other hosts are never allowed.

import assert from "node:assert/strict";

/** Page weights by door, first visit: bytes over the wire with headers, and requests. */
export const WEIGHTS = {
  me: { bytes: 25_000, requests: 4 },
  team: { bytes: 100_000, requests: 8 },
};

/** How long a press and a typed word take: on a phone at the young people's door, on a laptop at the staff door. */
const PACE = {
  me: { press: 1.4, wordsAMinute: 36 },
  team: { press: 1.1, wordsAMinute: 50 },
};

/**
 * Counts what a person does. Each tap and each key of a keyboard journey is one press; going into a field is one press
 * and its words are counted apart, as a person thinks of them; a code or a password is one press in all.
 */
export function presses(page) {
  let count = 0;
  let words = 0;
  const steps = [];
  const note = (what) => {
    count += 1;
    steps.push(what);
  };
  return {
    get count() {
      return count;
    },
    async open(address) {
      note(`open ${address}`);
      return page.goto(address);
    },
    async tap(locator) {
      note(`tap ${locator}`);
      await locator.click();
    },
    async write(locator, text) {
      note(`write in ${locator}`);
      words += text.split(/\s+/).filter(Boolean).length;
      await locator.fill(text);
    },
    async code(locator, text) {
      note(`code in ${locator}`);
      await locator.fill(text);
    },
    async choose(locator, option) {
      note(`choose in ${locator}`);
      await locator.selectOption(option);
    },
    async attach(locator, files) {
      note(`attach to ${locator}`);
      await locator.setInputFiles(files);
    },
    async key(name) {
      note(`key ${name}`);
      await page.keyboard.press(name);
    },
    /** Seconds a practised person needs, without the waits: an estimate to compare designs by, not a measurement. */
    seconds(door) {
      const pace = PACE[door];
      return count * pace.press + (words / pace.wordsAMinute) * 60;
    },
    within(budget) {
      assert.ok(count <= budget, `the journey took ${count} presses, the budget is ${budget}:\n  ${steps.join("\n  ")}`);
    },
  };
}

/**
 * Weighs what the page asks for, as it crosses the wire. Begin before the first visit:
 * `const weight = await weigh(page); await page.goto(…); weight.within(WEIGHTS.me)`.
 */
export async function weigh(page) {
  const wire = await page.context().newCDPSession(page);
  const sizes = new Map();
  const addresses = new Map();
  const others = new Set();
  let home;
  await wire.send("Network.enable");
  wire.on("Network.requestWillBeSent", ({ requestId, request, redirectResponse }) => {
    const address = new URL(request.url);
    if (!address.protocol.startsWith("http")) return;
    home ??= address.host;
    if (address.host !== home) others.add(address.host);
    // A redirect keeps its id; what it cost so far is kept under a name of its own.
    if (redirectResponse) sizes.set(`${requestId}>${sizes.size}`, redirectResponse.encodedDataLength);
    addresses.set(requestId, address.pathname);
    sizes.set(requestId, 0);
  });
  wire.on("Network.requestServedFromCache", ({ requestId }) => sizes.delete(requestId));
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (sizes.has(requestId)) sizes.set(requestId, encodedDataLength);
  });
  const heaviest = () =>
    [...sizes].sort((a, b) => b[1] - a[1]).map(([id, size]) => `${size} ${addresses.get(id) ?? "(redirect)"}`);
  const meter = {
    get bytes() {
      return [...sizes.values()].reduce((sum, size) => sum + size, 0);
    },
    get requests() {
      return sizes.size;
    },
    get otherHosts() {
      return [...others];
    },
    /** Forgets what was fetched, to weigh the next visit alone. */
    again() {
      sizes.clear();
    },
    findings({ bytes, requests }) {
      const found = [];
      if (meter.bytes > bytes) found.push(`weighs ${meter.bytes} bytes, at most ${bytes}: ${heaviest().join(", ")}`);
      if (meter.requests > requests) found.push(`makes ${meter.requests} requests, at most ${requests}: ${heaviest().join(", ")}`);
      for (const host of others) found.push(`asks another host: ${host}`);
      return found;
    },
    within(budget) {
      assert.deepEqual(meter.findings(budget), []);
    },
  };
  return meter;
}
