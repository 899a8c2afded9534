// A council being served by the release build, and somebody signed in to it through the pages.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import http from "node:http";
import { once } from "node:events";

const READY = /Waymark is ready at http:\/\/([^:]+):(\d+)/;

/** Starts the program and gives `{ port, pid, readyAfter, firstPageAfter, memory(), stop() }`; times in milliseconds. */
export async function serve(program, data) {
  const began = performance.now();
  const child = spawn(program, ["serve", "--demo", "--port", "0", "--data", data], { stdio: ["ignore", "pipe", "inherit"] });
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  let printed = "";
  for await (const chunk of child.stdout) {
    printed += chunk;
    if (READY.test(printed)) break;
  }
  const found = READY.exec(printed);
  if (!found) throw new Error(`${data}: the program ended before it was ready`);
  const port = Number(found[2]);
  const readyAfter = performance.now() - began;
  const first = await new Visitor(port).get("/team/sign-in");
  if (first.status !== 200) throw new Error(`the first page answered ${first.status}`);
  const firstPageAfter = performance.now() - began;
  const stop = async () => {
    process.off("exit", end);
    const gone = once(child, "close");
    child.kill("SIGTERM");
    await gone;
  };
  return { port, pid: child.pid, readyAfter, firstPageAfter, memory: () => memoryOf(child.pid), stop };
}

/** What a process holds in memory now and held at most, in MB. */
function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kilobytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)[1]);
  return { now: kilobytes("VmRSS") / 1024, most: kilobytes("VmHWM") / 1024 };
}

/** A browser that keeps cookies and sends forms. */
export class Visitor {
  #cookies = new Map();

  constructor(port) {
    this.port = port;
  }

  get cookie() {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  get cookies() {
    return [...this.#cookies].map(([name, value]) => ({ name, value }));
  }

  get(path) {
    return this.#ask("GET", path);
  }

  /** Fills in the form at an address and sends it there. */
  async send(path, fields) {
    const page = await this.get(path);
    const main = page.body.slice(page.body.indexOf("<main"));
    const hidden = [...main.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]);
    return this.#ask("POST", path, new URLSearchParams({ ...Object.fromEntries(hidden), ...fields }).toString());
  }

  #ask(method, path, form) {
    const headers = { cookie: this.cookie, "sec-fetch-site": "same-origin", "accept-encoding": "identity" };
    if (form !== undefined) headers["content-type"] = "application/x-www-form-urlencoded";
    return new Promise((resolve, reject) => {
      const request = http.request({ host: "127.0.0.1", port: this.port, method, path, headers }, (response) => {
        this.#keep(response.headers["set-cookie"] ?? []);
        let body = "";
        response.setEncoding("utf8").on("data", (chunk) => (body += chunk));
        response.on("end", () => resolve({ status: response.statusCode, location: response.headers.location, body }));
      });
      request.on("error", reject).end(form);
    });
  }

  #keep(lines) {
    for (const line of lines) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (/max-age=0(;|$)/i.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}

/** Signs in one of the sample staff of a demonstration, with the code that its own page shows. */
export async function staffSignedIn(port, { contact, password }) {
  const visitor = new Visitor(port);
  const { body } = await visitor.get("/outbox");
  const code = new RegExp(`${contact.replaceAll(".", "\\.")}, code <strong>(\\d{6})<`).exec(body);
  if (!code) throw new Error(`no code for ${contact}`);
  await visitor.send("/team/sign-in", { email: contact, password });
  const answer = await visitor.send("/team/sign-in/code", { code: code[1] });
  if (answer.status !== 303) throw new Error(`${contact} is not let in: ${answer.status}`);
  return visitor;
}

/** Signs in a young person with the code that was sent to them. */
export async function youngPersonSignedIn(port, { contact }) {
  const visitor = new Visitor(port);
  await visitor.send("/me/in", { contact });
  const { body } = await visitor.get("/outbox");
  const code = /Your code is (\d{6})/.exec(body);
  if (!code) throw new Error("no code was sent to the young person");
  const answer = await visitor.send("/me/in/code", { code: code[1] });
  if (answer.status !== 303) throw new Error(`${contact} is not let in: ${answer.status}`);
  return visitor;
}
