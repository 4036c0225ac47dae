/**
 * Advice for admins who write a competency: what a reader would stumble over, and what to do about it. Advice never blocks
 * publishing.
 */
type AdviceKind = "empty" | "length" | "filler" | "two ideas" | "alike" | "reading ease" | "hidden character";

export type Advice = {
  /** The field, as a draft names it. */
  path: string;
  kind: AdviceKind;
  /** A sentence that says what to do. */
  message: string;
};

const SHORT_NAME = /\.shortName$/;

/** In characters: a longer name does not fit into the chart. */
const MAX_SHORT_NAME = 16;

type Rule = {
  kind: "name" | "prose" | "anchor" | "other";
  /** The most words that a reader takes in at once, a little above what the shipped competency needs. */
  maxWords: number;
  /** What to do where nothing is written. */
  whenEmpty: string;
};

/** By the end of a field's path; the first match counts. Prose has no limit of words; its sentences have MAX_SENTENCE. */
const RULES: readonly (readonly [RegExp, kind: Rule["kind"], maxWords: number, whenEmpty: string])[] = [
  [/^(?:purpose|description|summary)$/, "prose", Number.POSITIVE_INFINITY, "Write a sentence or two here."],
  [/^(?:name|attribution\.title)$|\.name$/, "name", 6, "Give it a name."],
  [SHORT_NAME, "name", 2, "Write one or two words: the chart has room for no more."],
  [/\.definition$/, "other", 25, "Say in one sentence what somebody does who shows this behavior."],
  [/\.descriptors$/, "other", 30, "Say what people at this level do, or delete the line."],
  [/^anchors\./, "anchor", 30, "Write what a colleague could see somebody do at this level."],
  [/\.(?:change|create)$/, "other", 70, "Say what changes, and how to begin."],
  [/\.begin$/, "other", 45, "Say how to begin this week, in one line."],
  [/\.plan\.(?:when|then)$/, "other", 30, "Write this half of the plan."],
  [/(?:)/, "other", 35, "Write one line here, or delete it."],
];

/** Each line is a separate text. */
const OF_LINES = /\.(?:descriptors|evidence)$/;

/** These may be empty. */
const MAY_BE_EMPTY = /^guidance\..+\.practices\.2\.|^opportunities\..+\.practices\.[12]\./;

/** Not checked: names of works and people, and web addresses. */
const AS_IT_IS = /\.(?:author|title|url)$/;

function ruleFor(path: string): Rule {
  const [, kind, maxWords, whenEmpty] = RULES.find(([pattern]) => pattern.test(path)) as (typeof RULES)[number];
  return { kind, maxWords, whenEmpty };
}

const MAX_SENTENCE = 40;

/** They add length and no information. */
const FILLERS =
  /\b(?:effectively|efficiently|successfully|appropriately|highly|(?<!the )very|really|quite|truly|basically|actually|simply|greatly|deeply|robust(?:ly)?|seamless(?:ly)?|various|leverag(?:e|es|ing)|utiliz(?:e|es|ing)|as needed|as appropriate|where appropriate|best practices?|world-class|cutting-edge|strong ability to|demonstrates? (?:an? |the )?ability to|is able to)\b/giu;

/** They tell levels apart by degree only, which raters cannot do. */
const DEGREES =
  /\b(?:always|often|sometimes|usually|regularly|frequently|occasionally|rarely|consistently|proactively|continuously|actively|significantly|strongly|clearly|increasingly|mostly|fully|partially|somewhat)\b/giu;

/** What follows "and" where a second activity begins: "and coaches other …", "and writes a …". */
const SECOND_VERB =
  /(?:,|;|\band\b|\bthen\b|\bbut\b|\bwhile\b)\s+(?:also\s+|then\s+)?(?<verb>\p{Ll}{2,}(?<![sui])s)\s+(?:the|a|an|their|its|his|her|our|your|other|others|another|each|every|any|all|some|this|that|these|those|how|what|why|when|whether|which|who|to|people|teams|them|it)\b/u;

const JOINED = /\b(?:as well as|in addition(?: to)?|and also|plus|besides)\b|;/iu;

/** Zero width, direction marks and other invisible characters: they break search and may reverse a line. */
const HIDDEN = /\u034F|[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/u;
/** Two of them are needed: they join emoji, and shape Arabic and Indic letters. */
const JOINER_IN_USE = /(?<=[\p{Extended_Pictographic}\uFE0F\p{Script=Arabic}\p{Script=Devanagari}])[\u200C\u200D]/gu;

const STOP_WORDS = new Set(
  "a an and are as at be by for from how in into is it its of on one or other others own that the their them they this to what when where which who why with".split(
    " ",
  ),
);

/** Of two neighboring anchors' content: the most alike of the shipped ones share 0.40. */
const ALIKE = 0.65;

/**
 * Flesch's "very difficult" begins below 30, which technical terms in a single sentence can reach: the shipped competency's
 * hardest text has 8.
 */
const HARD = 5;

/** In words: for a shorter text the measure says more about one word than about the text. */
const MIN_MEASURABLE = 12;

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu) ?? [];
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])["”’)]*\s+(?=["“‘(]*[\p{Lu}\p{N}])/u).filter((sentence) => wordsOf(sentence).length > 0);
}

/** An estimate by English spelling: groups of vowels, without a silent e. */
function syllablesOf(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, "");
  if (letters.length <= 3) return 1;
  const spoken = letters.replace(/(?:[^laeiouy]es|[^aeioutd]ed|[^laeiouy]e)$/, "").replace(/^y/, "");
  return Math.max(1, spoken.match(/[aeiouy]{1,2}/g)?.length ?? 0);
}

/**
 * Reading ease from about 0 (very difficult) to 100 (very easy), or null where it has no meaning: for few words, or for text that
 * is not in Latin letters. R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948) 221–233.
 */
export function readingEase(text: string): number | null {
  const words = wordsOf(text).filter((word) => /\p{L}/u.test(word));
  if (words.length < MIN_MEASURABLE || words.filter((word) => /[a-z]/i.test(word)).length < words.length * 0.9) return null;
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return Math.round(206.835 - 1.015 * (words.length / Math.max(1, sentencesOf(text).length)) - 84.6 * (syllables / words.length));
}

function stemOf(word: string): string {
  return word.length > 4 ? word.replace(/(?:ing|ies|ed|es|s|e|y)$/, "") : word;
}

/** The content words of a text, without those that only connect or give a degree. */
function contentOf(text: string): Set<string> {
  const bare = text.toLowerCase().replaceAll(FILLERS, " ").replaceAll(DEGREES, " ");
  return new Set(
    wordsOf(bare)
      .filter((word) => !STOP_WORDS.has(word))
      .map(stemOf),
  );
}

/** How much of their content two texts share, from 0 to 1 (L. R. Dice, Ecology 26 (1945) 297–302). */
export function similarity(one: string, other: string): number {
  const [a, b] = [contentOf(one), contentOf(other)];
  if (a.size + b.size === 0) return one.trim() === other.trim() ? 1 : 0;
  return (2 * [...a].filter((word) => b.has(word)).length) / (a.size + b.size);
}

/** Each word once, as written. */
function found(text: string, pattern: RegExp): string[] {
  const words = text.match(pattern) ?? [];
  return words.filter((word, index) => words.findIndex((each) => each.toLowerCase() === word.toLowerCase()) === index);
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `“${word}”`).join(", ");
}

function lengthAdvice(path: string, { kind, maxWords }: Rule, text: string): string | null {
  const count = wordsOf(text).length;
  if (SHORT_NAME.test(path) && text.trim().length > MAX_SHORT_NAME) {
    return `This has ${text.trim().length} characters. Keep it to ${MAX_SHORT_NAME}, so that it fits on the chart.`;
  }
  if (kind === "prose") {
    const longest = Math.max(0, ...sentencesOf(text).map((sentence) => wordsOf(sentence).length));
    return longest > MAX_SENTENCE ? `One sentence here has ${longest} words. Split it: up to ${MAX_SENTENCE} read at one go.` : null;
  }
  if (count <= maxWords) return null;
  const keep = kind === "anchor" ? "keep the part that a colleague could see" : "keep what a reader needs";
  return `This has ${count} words, and up to ${maxWords} read at one go: ${keep}.`;
}

function twoIdeas(text: string): string | null {
  const advice = "Keep the one that tells this level from its neighbors.";
  if (sentencesOf(text).length > 1) return `An anchor is one sentence with one idea, and here are two sentences. ${advice}`;
  const second = SECOND_VERB.exec(text)?.groups?.verb;
  if (second) return `There seem to be two ideas here: the second begins at “${second}”. ${advice}`;
  const joint = JOINED.exec(text)?.[0];
  return joint ? `There seem to be two ideas here, joined by “${joint}”. ${advice}` : null;
}

/** The level below an anchor's, and what it says. */
export type LowerAnchor = { levelName: string; text: string };

function adviseOnText(path: string, text: string): Advice[] {
  const rule = ruleFor(path);
  const advice: Advice[] = [];
  const advise = (kind: AdviceKind, message: string) => advice.push({ path, kind, message });
  const hidden = HIDDEN.exec(text.replaceAll(JOINER_IN_USE, ""))?.[0];
  if (hidden) {
    const code = hidden.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    advise("hidden character", `A character that nobody sees (U+${code}) stands here. Type the text anew.`);
  }
  if (AS_IT_IS.test(path)) return advice;
  const length = lengthAdvice(path, rule, text);
  if (length) advise("length", length);
  const fillers = found(text, FILLERS);
  if (fillers.length > 0) advise("filler", `Leave out ${quoted(fillers)}: the sentence says the same without.`);
  if (rule.kind === "anchor") {
    const degrees = quoted(found(text, DEGREES));
    if (degrees !== "")
      advise("filler", `${degrees} says how much, which raters cannot tell apart. Say what is different in kind at this level.`);
    const two = twoIdeas(text);
    if (two) advise("two ideas", two);
  }
  const ease = rule.kind === "name" ? null : readingEase(text);
  if (ease !== null && ease < HARD) {
    advise(
      "reading ease",
      `This is hard to read (Flesch reading ease ${ease}; under 30 is very difficult). Use shorter words, or fewer nouns in a row.`,
    );
  }
  return advice;
}

/** Returns advice for one field; for an anchor, also compared with the one below it. */
export function adviseOnField(path: string, text: string, below: LowerAnchor | null = null): Advice[] {
  if (text.trim() === "") return MAY_BE_EMPTY.test(path) ? [] : [{ path, kind: "empty", message: ruleFor(path).whenEmpty }];
  const advice = (OF_LINES.test(path) ? text.split("\n") : [text]).flatMap((each) => adviseOnText(path, each));
  if (below && below.text.trim() !== "" && similarity(text, below.text) >= ALIKE) {
    const message = `This says nearly the same as ${below.levelName.trim() || "the level below"}. Say what changes in kind from there to here.`;
    advice.push({ path, kind: "alike", message });
  }
  return advice;
}
