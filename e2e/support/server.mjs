// A council of our own: starts the built program on an empty folder, waits until it says it is ready, and stops it.

import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
const PROGRAM = process.env.WAYMARK ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(ROOT, "target"), "debug", "waymark");
const READY = /^Waymark is ready at (https?:\/\/\S+)/m;

function program() {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not built: cargo build --bin waymark`);
  return PROGRAM;
}

/** Runs one command of the program and gives what it printed; a bad exit is an error that holds what it said. */
export async function waymark(...words) {
  const { stdout } = await promisify(execFile)(program(), words, { maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

/** The route table the program itself has: `[{ method, path, door, who }]`. */
export async function routes() {
  return JSON.parse(await waymark("routes", "--json"));
}

/**
 * Starts a demonstration council (or, with `demo: false`, one with nobody in it) and waits for its address. Gives
 * `{ url, data, printed(), stop() }`; the folder goes when it stops. `command` is for the harness's own tests.
 */
export async function startCouncil({ command, demo = true, people = 120, seconds = 180, arguments: more = [] } = {}) {
  const data = await mkdtemp(path.join(os.tmpdir(), "waymark-e2e-"));
  const council = demo ? ["--demo", "--people", `${people}`] : [];
  const [name, ...words] = command ?? [program(), "serve", ...council, "--port", "0", "--data", data, ...more];
  const child = spawn(name, words, { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  const gone = new Promise((resolve) => child.once("close", resolve).once("error", resolve));
  // A test that ends early must not leave a server behind.
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  const stop = async () => {
    process.off("exit", end);
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), 5_000);
    await gone;
    clearTimeout(late);
    await rm(data, { recursive: true, force: true });
  };
  const url = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready after ${seconds} s:\n${printed}`)), seconds * 1000);
    const settle = (finish, value) => {
      clearTimeout(late);
      finish(value);
    };
    const read = (chunk) => {
      printed += chunk;
      const ready = READY.exec(printed);
      if (ready) settle(resolve, ready[1].replace(/\/$/, ""));
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
    child.once("error", (error) => settle(reject, error));
    child.once("close", (code) => settle(reject, new Error(`ended (${code}) before it was ready:\n${printed}`)));
  }).catch(async (error) => {
    await stop();
    throw error;
  });
  return { url, data, printed: () => printed, stop };
}
