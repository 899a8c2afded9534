// What a person reads: the words kept off our screens, sentences too long for the door, and the reading age.
// Names, dates, numbers and addresses are left out of the reckoning: they are the person's, not ours.

import { readFileSync } from "node:fs";

/** Reading age and longest sentence at each door; see docs/glossary.md. */
export const DOORS = {
  me: { age: 9, longest: 15 },
  team: { age: 12, longest: 25 },
};

/** The list in docs/forbidden_words.txt as `{ me: [...], team: [...] }`. */
export const FORBIDDEN = readList(readFileSync(new URL("../../docs/forbidden_words.txt", import.meta.url), "utf8"));

export function readList(text) {
  const list = { me: [], team: [] };
  for (const [number, line] of text.split("\n").entries()) {
    if (!line.trim() || line.startsWith("#")) continue;
    const [phrase, staff, young, ...more] = line.split("|").map((cell) => cell.trim());
    if (more.length || ![staff, young].every((cell) => ["never", "allowed"].includes(cell))) {
      throw new Error(`docs/forbidden_words.txt, line ${number + 1}: "${line}"`);
    }
    if (staff === "never") list.team.push(phrase);
    if (young === "never") list.me.push(phrase);
  }
  return list;
}

function literal(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function pattern(phrase) {
  const open = phrase.endsWith("*");
  const words = (open ? phrase.slice(0, -1) : phrase).split(" ").map(literal);
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.join("[\\s\\u00a0]+")}${open ? "\\p{L}*" : ""}(?![\\p{L}\\p{N}])`, "iu");
}

/** Words of the list that stand in the text. */
export function forbiddenWords(text, door) {
  return FORBIDDEN[door].filter((phrase) => pattern(phrase).test(text));
}

const MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December";
const LEFT_OUT = [
  new RegExp(`\\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\\b|\\b\\d{1,2} (?:${MONTHS})(?: \\d{4})?\\b|\\b(?:${MONTHS}) \\d{4}\\b`, "g"),
  /\b(?:https?:\/\/|www\.)\S+|\S+@\S+|£?\d[\d.,:]*(?:am|pm|%|px)?/g,
];

/** The text without what is not ours: names given, dates, numbers, addresses. */
export function plain(text, names = []) {
  let left = text;
  for (const gone of LEFT_OUT) left = left.replace(gone, " ");
  const parts = names.flatMap((name) => [name, ...name.split(/\s+/)]).filter((part) => part.length > 1);
  for (const part of parts.sort((a, b) => b.length - a.length)) {
    left = left.replace(new RegExp(`(?<![\\p{L}])${literal(part)}(?:['’]s)?(?![\\p{L}])`, "giu"), " ");
  }
  return left;
}

function wordsOf(text) {
  return text.match(/\p{L}[\p{L}'’-]*/gu) ?? [];
}

/** Sentences of one block of text. A block without a full stop (a label, a heading) is one sentence. */
export function sentences(block) {
  return block
    .split(/(?<=[.!?…])["”’)]*\s+|\s*[\n;:]\s+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordsOf(sentence).length > 0);
}

/** Syllables by the usual rule of thumb: groups of vowels, less a silent e. */
export function syllables(word) {
  const letters = word.toLowerCase().replace(/[^a-z]/g, "");
  if (letters.length <= 3) return 1;
  const trimmed = letters.replace(/(?:[^laeiouy]es|[^aeiouytd]ed|[^laeiouy]e)$/, (ending) => ending[0]).replace(/^y/, "");
  return Math.max(1, (trimmed.match(/[aeiouy]{1,2}/g) ?? []).length);
}

/**
 * UK reading age: the Flesch–Kincaid grade plus 5. Labels of one to three words are not prose and would flatter the
 * score, so only blocks of four words or more count. Nothing to read gives 0.
 */
export function readingAge(blocks, names = []) {
  const read = blocks.flatMap((block) => sentences(plain(block, names))).map(wordsOf).filter((words) => words.length >= 4);
  if (read.length === 0) return 0;
  const words = read.flat();
  const grade = 0.39 * (words.length / read.length) + 11.8 * (words.reduce((sum, word) => sum + syllables(word), 0) / words.length) - 15.59;
  return Math.max(0, grade + 5);
}

/** Everything wrong with the words of a page at this door. `blocks` are paragraphs, items and labels, one string each. */
export function wordFindings(blocks, door, names = []) {
  const { age, longest } = DOORS[door];
  const found = [];
  for (const block of blocks) {
    for (const word of forbiddenWords(block, door)) found.push(`uses "${word}": ${block}`);
    for (const sentence of sentences(block)) {
      const length = wordsOf(plain(sentence, names)).length;
      if (length > longest) found.push(`a sentence of ${length} words, at most ${longest}: ${sentence}`);
    }
  }
  const measured = readingAge(blocks, names);
  // A handful of sentences is too little to measure.
  const enough = blocks.flatMap((block) => wordsOf(plain(block, names))).length >= 40;
  if (enough && measured > age) found.push(`reads at age ${measured.toFixed(1)}, at most ${age}`);
  return found;
}

/** The page's own words, block by block, as rendered: what is hidden, quoted or the person's own is left out. */
export function blocksOf(page) {
  return page.evaluate(() => {
    const own = "blockquote, q, textarea, code, pre, [data-own-words], [lang]:not(html):not([lang^='en'])";
    // A name is marked so too, and is left out of the reckoning elsewhere: more words than a name are an answer.
    const isAnswer = (e) => e.tagName === "BDI" && e.textContent.trim().split(/\s+/).length > 4;
    const inline = new Set(["A", "ABBR", "B", "BDI", "BDO", "EM", "I", "SMALL", "SPAN", "STRONG", "SUB", "SUP", "TIME", "U", "WBR"]);
    const blocks = [];
    const walk = (element) => {
      let text = "";
      const flush = () => {
        const tidy = text.replace(/\s+/g, " ").trim();
        if (tidy) blocks.push(tidy);
        text = "";
      };
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) text += node.textContent;
        if (node.nodeType !== Node.ELEMENT_NODE || ["SCRIPT", "STYLE", "NOSCRIPT", "SVG", "svg"].includes(node.tagName)) continue;
        if (node.matches(own) || isAnswer(node) || !node.checkVisibility()) text += " ";
        else if (inline.has(node.tagName) && getComputedStyle(node).display.startsWith("inline")) text += node.textContent;
        else if (node.tagName === "BR") flush();
        else {
          flush();
          walk(node);
        }
      }
      flush();
    };
    walk(document.body);
    return blocks;
  });
}
