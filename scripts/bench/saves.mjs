// Contacts recorded by several clients at once, each of its own draft: how long the server takes until the entry is
// durable. Node's own http, because each request differs from the one before.

import { randomBytes } from "node:crypto";
import http from "node:http";

const DRAFT = "abcdefghijklmnopqrstuvwxyz234567";

/** As the site spells a draft: letters and digits. */
function draft() {
  return [...randomBytes(26)].map((byte) => DRAFT[byte % 32]).join("");
}

/** Records contacts with the people of the adviser's first page, in turn. Gives milliseconds and how many a second. */
export async function saves(visitor, { clients, seconds }) {
  const { body } = await visitor.get("/team");
  const forms = [...new Set([...body.matchAll(/href="(\/team\/p\/[^"/]+\/contact)"/g)].map(([, address]) => address))];
  if (forms.length === 0) throw new Error("the adviser has nobody to record a contact with");
  const token = await formToken(visitor, forms[0]);
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
  const took = [];
  let errors = 0;
  let turn = 0;
  const began = performance.now();
  const until = began + seconds * 1000;
  const one = async () => {
    while (performance.now() < until) {
      const address = forms[turn++ % forms.length];
      const from = performance.now();
      const answer = await send(visitor, agent, address, token);
      took.push(performance.now() - from);
      if (answer.status !== 303 || !/\/contact\/entry\?id=/.test(answer.location ?? "")) errors += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, one));
  const passed = (performance.now() - began) / 1000;
  agent.destroy();
  if (errors > 0) throw new Error(`${errors} of ${took.length} contacts were not saved`);
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))];
  return { p50: at(0.5), p99: at(0.99), perSecond: took.length / passed, errors };
}

/** One form's token serves for all: it is of the browser, and the draft is what tells one entry from another. */
async function formToken(visitor, address) {
  const { body } = await visitor.get(`${address}?draft=${draft()}`);
  const token = /name="form_token" value="([^"]+)"/.exec(body)?.[1];
  if (!token) throw new Error(`${address} shows no form`);
  return token;
}

function send(visitor, agent, address, token) {
  const fields = {
    form_token: token,
    draft: draft(),
    how: "phone",
    words: "It went well, and I will ring you on Friday",
    said_how: "said",
    seemed: "7",
    when: new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" }).format(new Date()),
    share: "shared",
  };
  const form = new URLSearchParams(fields).toString();
  const headers = {
    cookie: visitor.cookie,
    "sec-fetch-site": "same-origin",
    "content-type": "application/x-www-form-urlencoded",
    "content-length": Buffer.byteLength(form),
  };
  return new Promise((resolve, reject) => {
    const request = http.request({ host: "127.0.0.1", port: visitor.port, method: "POST", path: address, headers, agent }, (response) => {
      response.resume();
      response.on("end", () => resolve({ status: response.statusCode, location: response.headers.location }));
    });
    request.on("error", reject).end(form);
  });
}
