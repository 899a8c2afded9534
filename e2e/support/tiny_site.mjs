// A tiny site for the harness's own tests: pages that are right, and pages each wrong in one way.

import { createServer } from "node:http";
import { codeNow } from "./persona.mjs";

const STYLE = `
  body { font: 1rem/1.5 sans-serif; margin: 1rem; color: #0b0c0c; background: #fff }
  a, button, input { font: inherit } a:focus, button:focus, input:focus { outline: 3px solid #0b0c0c; outline-offset: 1px }
  .targets a, .targets button, .targets input { display: inline-block; min-height: 44px; min-width: 44px; line-height: 44px }
  footer li { line-height: 1.1 } .pale { color: #ccc } .wide { width: 900px } .unseen:focus { outline: none } .cut { height: 1.2em; width: 12em; overflow: hidden; white-space: nowrap }
  .over { position: fixed; top: 0; left: 0; right: 0; bottom: 0; background: #fff } .under { position: relative; z-index: -1 }
`;

const frame = (body, { title = "Home", head = "", after = "" } = {}) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – My space</title><link rel="stylesheet" href="/style.css">${head}</head>
<body><main class="targets"><h1>${title.replace("Error: ", "")}</h1>${body}</main>${after}</body></html>`;

const FORM = (error) => `${error ? '<div class="govuk-error-summary" role="alert"><h2>There is a problem</h2><a href="#goal">Write what you want to happen</a></div>' : ""}
<form method="post" action="/me/goal"><label for="goal">Your goal</label><br><input id="goal" name="goal"><br><button>Save my goal</button></form>`;

const asks = (action, fields) =>
  `<form method="post" action="${action}">${fields.map(([name, label]) => `<p><label for="${name}">${label}</label> <input id="${name}" name="${name}"></p>`).join("")}<p><button>Continue</button></p></form>`;

/** Sign-in as the two doors have it: one person at each, whose code is right for one moment. */
export const TINY_STAFF = { email: "amira@example.org", password: "three small boats", secret: "JBSWY3DPEHPK3PXP", at: 1_700_000_000_000 };
export const TINY_YOUNG = { contact: "sam@example.org", code: "246810" };

const SIGN_IN = {
  "/team/sign-in": [({ email, password }) => email === TINY_STAFF.email && password === TINY_STAFF.password, "/team/sign-in/code"],
  "/team/sign-in/code": [({ code }) => code === codeNow(TINY_STAFF.secret, TINY_STAFF.at), "/team"],
  "/me/in": [({ contact }) => contact === TINY_YOUNG.contact, "/me/in/code"],
  "/me/in/code": [({ code }) => code === TINY_YOUNG.code, "/me"],
};

const PAGES = {
  "/team": frame("<p>Today</p>"),
  "/team/sign-in": frame(asks("/team/sign-in", [["email", "Email address"], ["password", "Password"]]), { title: "Sign in" }),
  "/team/sign-in/code": frame(asks("/team/sign-in/code", [["code", "6-digit code"]]), { title: "Enter your code" }),
  "/me/in": frame(asks("/me/in", [["contact", "Your phone number or email"]]), { title: "Sign in" }),
  "/me/in/code": frame(asks("/me/in/code", [["code", "Your code"]]), { title: "Enter your code" }),
  "/me": frame('<p>Hi. You have a visit soon.</p><p><a href="/me/goal">Add a goal</a></p><p><a href="/me/people/7f">Sam</a></p>'),
  "/me/goal": frame(FORM(false), { title: "Add a goal" }),
  "/me/people/7f": frame("<p>Sam can help you.</p>", { title: "Sam" }),
  "/me/bad/pale": frame('<p class="pale">You can hardly read this.</p>'),
  "/me/bad/wide": frame('<p class="wide">This is wide.</p>'),
  "/me/bad/unseen": frame('<p><a class="unseen" href="/me">Go to Home</a></p>'),
  "/me/bad/trap": frame('<p><a href="/me">Go to Home</a></p><p><button id="trap" type="button">Stay here</button></p><p><a href="/me">Next</a></p>', {
    head: '<script src="/trap.js" defer></script>',
  }),
  "/me/bad/covered": frame('<p class="under"><a href="/me">Go to Home</a></p>', { after: '<div class="over">Over it</div>' }),
  "/me/bad/order": frame('<p><a href="/me">One</a></p><p><a href="/me" tabindex="1">Two</a></p>'),
  "/me/bad/cut": frame('<p class="cut">This line just fits here</p>'),
  "/me/bad/words": frame("<p>Please submit your case.</p>"),
  "/me/bad/host": frame('<img src="http://localhost:1/dot.png" alt="">'),
  "/me/bad/heavy": frame(`<p>Hi.</p><img src="/heavy.svg" alt="">`),
  "/me/bad/script": frame('<form action="/me/goal" method="post"><label for="goal">Goal</label><input id="goal" name="goal"></form>'),
  "/me/bad/small": frame("<p>Hi.</p>", { after: "<footer><ul><li><a href=/me>x</a></li><li><a href=/me/goal>y</a></li></ul></footer>" }),
};

export const TINY_ROUTES = [
  { method: "GET", path: "/me", door: "me", who: "young person" },
  { method: "GET", path: "/me/goal", door: "me", who: "young person" },
  { method: "POST", path: "/me/goal", door: "me", who: "young person" },
  { method: "GET", path: "/me/people/{person}", door: "me", who: "young person" },
  { method: "GET", path: "/me/people/new", door: "me", who: "young person" },
  { method: "GET", path: "/assets/{name}", door: "none", who: "anyone" },
];

const ASSETS = {
  "/style.css": ["text/css", STYLE],
  "/trap.js": ["text/javascript", 'document.getElementById("trap").addEventListener("keydown", (e) => e.key === "Tab" && e.preventDefault());'],
  "/heavy.svg": ["image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg"><!--${"x".repeat(30_000)}--></svg>`],
};

function answer(request, sent) {
  const { pathname } = new URL(request.url, "http://here");
  if (request.method === "POST" && SIGN_IN[pathname]) {
    const [isRight, next] = SIGN_IN[pathname];
    return isRight(Object.fromEntries(new URLSearchParams(sent))) ? [303, "text/html", "", next] : [422, "text/html", PAGES[pathname]];
  }
  if (request.method === "POST" && pathname === "/me/goal") return [422, "text/html", frame(FORM(true), { title: "Error: Add a goal" })];
  if (ASSETS[pathname]) return [200, ...ASSETS[pathname]];
  if (pathname === "/favicon.ico") return [204, "image/x-icon", ""];
  return PAGES[pathname] ? [200, "text/html", PAGES[pathname]] : [404, "text/html", frame("<p>We cannot find that page.</p>", { title: "Not found" })];
}

/** Serves on a free port; gives `{ url, close() }`. */
export async function startTinySite(port = 0) {
  let cookies = "";
  const server = createServer(async (request, response) => {
    let sent = "";
    cookies = request.headers.cookie ?? cookies;
    for await (const chunk of request) sent += chunk;
    const [status, type, body, location] = answer(request, sent);
    response.writeHead(status, {
      "content-type": `${type}; charset=utf-8`,
      ...(location && { location, "set-cookie": "__Host-tiny=in; Path=/; Secure; HttpOnly; SameSite=Lax" }),
      "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src *; form-action 'self'; base-uri 'none'",
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections()));
  return { url: `http://127.0.0.1:${server.address().port}`, close, cookies: () => cookies };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const site = await startTinySite();
  process.stdout.write(`Getting ready\nWaymark is ready at ${site.url}/\n`);
}
