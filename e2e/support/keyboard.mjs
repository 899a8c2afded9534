// A walk through the page with the Tab key alone: everything that can be pressed is reached, in reading order, is seen
// when it has the focus, is not covered by something else, and lets go again. (WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11)

/** Walks once round the page and says what is wrong, in words. */
export async function keyboardFindings(page, { most = 400 } = {}) {
  await page.evaluate(() => {
    window.scrollTo(0, 0);
    document.activeElement?.blur?.();
    globalThis.walked = [];
  });
  const found = [];
  let left = false;
  for (let i = 0; i < most && !left; i += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(noticeFocus);
    left = here.left;
    if (here.fault) found.push(here.fault);
    if (here.trapped) return [...found, here.trapped];
  }
  if (!left) found.push(`the keyboard did not get round the page in ${most} presses`);
  return [...found, ...(await page.evaluate(lookBack))];
}

/** Runs in the page after each press: remembers the element and how it looks while it has the focus. */
function noticeFocus() {
  const looks = (element) => {
    const s = getComputedStyle(element);
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor, s.borderWidth, s.textDecoration].join("|");
  };
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return { left: true };
  const walked = globalThis.walked;
  const name = element.outerHTML.slice(0, 140);
  const seenAt = walked.findIndex((step) => step.element === element);
  if (seenAt === 0 && walked.length > 1) return { left: true };
  if (seenAt >= 0) return { left: true, trapped: `the keyboard is trapped at ${name}` };
  // A radio button or checkbox may be drawn by its label: what has changed can be on either.
  const drawn = [element, element.closest("label"), ...(element.labels ?? []), element.parentElement].filter(Boolean);
  const before = (e) => [looks(e), ...["::before", "::after"].map((p) => getComputedStyle(e, p).boxShadow + getComputedStyle(e, p).outline)].join("|");
  walked.push({ element, name, drawn, focused: drawn.map(before) });
  const box = element.getBoundingClientRect();
  if (box.width < 1 || box.height < 1) return { fault: `has the focus but no size: ${name}` };
  if (getComputedStyle(element).visibility === "hidden") return { fault: `has the focus but is hidden: ${name}` };
  const [x, y] = [box.left + Math.min(box.width / 2, box.width - 1), box.top + Math.min(box.height / 2, 20)];
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return { fault: `has the focus but is off the screen: ${name}` };
  const top = document.elementFromPoint(x, y);
  const own = top && (element.contains(top) || top.contains(element) || [...(element.labels ?? [])].some((l) => l.contains(top)));
  return own ? {} : { fault: `has the focus but is covered by ${top?.cloneNode(false).outerHTML.slice(0, 80)}: ${name}` };
}

/** Runs in the page after the walk: compares each look with the look without focus, and the order with the page's. */
function lookBack() {
  const looks = (element) => {
    const s = getComputedStyle(element);
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor, s.borderWidth, s.textDecoration].join("|");
  };
  const before = (e) => [looks(e), ...["::before", "::after"].map((p) => getComputedStyle(e, p).boxShadow + getComputedStyle(e, p).outline)].join("|");
  document.activeElement?.blur?.();
  const walked = globalThis.walked;
  const found = walked
    .filter((step) => step.drawn.every((e, i) => before(e) === step.focused[i]))
    .map((step) => `shows no focus: ${step.name}`);
  for (let i = 1; i < walked.length; i += 1) {
    const order = walked[i - 1].element.compareDocumentPosition(walked[i].element);
    if (order & Node.DOCUMENT_POSITION_PRECEDING) found.push(`is reached out of reading order: ${walked[i].name}`);
  }
  const reached = new Set(walked.map((step) => step.element));
  const groupReached = (e) =>
    e.type === "radio" && walked.some(({ element }) => element.type === "radio" && element.name === e.name && element.form === e.form);
  const reachable = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex^='-'])";
  for (const element of document.querySelectorAll(reachable)) {
    const asleep = element.disabled || element.tabIndex < 0 || !element.checkVisibility({ visibilityProperty: true });
    if (!asleep && !reached.has(element) && !groupReached(element)) {
      found.push(`is not reached by the keyboard: ${element.outerHTML.slice(0, 140)}`);
    }
  }
  return found;
}
