// Many clients at once, by wrk: each asks for another person or another page every time.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const SCRIPT = path.join(path.dirname(fileURLToPath(import.meta.url)), "cycle.lua");

/** Asks for these addresses in turn. Gives requests a second, milliseconds at p50 and p99, and what went wrong. */
export function load(visitor, paths, { clients, seconds }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "waymark-bench-"));
  const list = path.join(folder, "paths");
  writeFileSync(list, `${paths.join("\n")}\n`);
  const site = `http://127.0.0.1:${visitor.port}`;
  const run = spawnSync(
    "wrk",
    ["-t1", `-c${clients}`, `-d${seconds}s`, "--timeout", "10s", "-s", SCRIPT, site, "--", list, visitor.cookie, "1"],
    { encoding: "utf8" },
  );
  rmSync(folder, { recursive: true });
  const said = /^\{.*\}$/m.exec(run.stdout ?? "");
  if (!said) throw new Error(`wrk: ${run.error ?? ""}${run.stdout}${run.stderr}`);
  const figures = JSON.parse(said[0]);
  return {
    clients,
    p50: figures.p50,
    p99: figures.p99,
    perSecond: figures.requests / figures.seconds,
    bytesEach: figures.bytes / figures.requests,
    errors: figures.refused + figures.broken,
  };
}

/** Refuses to measure pages that are not what they should be: a redirect to sign in is very quick. */
export async function firstAnswers(visitor, paths) {
  let bytes = Infinity;
  for (const address of paths.slice(0, 20)) {
    const { status, body } = await visitor.get(address);
    if (status !== 200) throw new Error(`${address} answered ${status}`);
    bytes = Math.min(bytes, Buffer.byteLength(body));
  }
  return bytes;
}
