/** Runs the rule pack as `scanning.py` does: text in, decision and findings out, nothing kept. */
const GRAVITY = { none: 0, hint: 1, warn: 2, block: 3 };
const ODD = /[^\u0300-\u036f][\u0300-\u036f]{1,8}|[^\n -_a-~]/gu;
const MASKED = "\x1a";

export function guard(said, { checks, monthOf }) {
  const whole = (pattern) => pattern.includes("<<") ? whole(pattern.replace(/<<(\w+)>>/g, (_, part) => said.parts[part])) : pattern;
  const compiled = (pattern, flags = "") => new RegExp(whole(pattern), "gd" + flags);
  const words = Object.fromEntries(Object.entries(said.words).map(([name, list]) => [name, new Set(list.split("|"))]));
  const check = checks(words);
  const rules = said.detectors.map((rule) => ({ span: 0, when: [], message: "", replacement: "", ...rule, pattern: compiled(rule.pattern, rule.flags), proofs: rule.check?.split(" ") ?? [] }));
  const masks = said.masks.map(([, pattern, flags, needed]) => [compiled(pattern, flags), needed]);
  const mayHold = (lowered, needed) => !needed || needed.split("|").some((word) => lowered.includes(word));
  const contexts = Object.fromEntries(Object.entries(said.contexts).map(([name, pattern]) => [name, compiled(pattern, "i")]));
  const plainly = said.normalise.map(([pattern, to]) => [new RegExp(pattern, "g"), to]);

  function plain(letters) {
    const text = plainly.reduce((kept, [pattern, to]) => kept.replace(pattern, to), letters.normalize("NFKC"));
    const [digit] = text.match(/^\p{Nd}/u) ?? [];
    if (!digit || digit < ":") return text;
    // Each script's ten digits begin at a code that ends in 0 or, if none is there, in 6.
    const code = digit.codePointAt(0), start = code - (code % 16);
    return code - (/\p{Nd}/u.test(String.fromCodePoint(start)) ? start : start + 6) + text.slice(digit.length);
  }
  /** Each character of the plain text with the stretch of the given text that it stands for. */
  function normalised(given) {
    const starts = [], ends = [];
    let text = "", done = 0;
    const take = (letters, from, to) => {
      for (let i = 0; i < letters.length; i++) {
        starts.push(to === undefined ? from + i : from);
        ends.push(to ?? from + i + 1);
      }
      text += letters;
    };
    for (const odd of given.matchAll(ODD)) {
      const end = odd.index + odd[0].length;
      take(given.slice(done, odd.index), done);
      take(odd[0] === "\r" && given[end] === "\n" ? "" : plain(odd[0]), odd.index, end);
      done = end;
    }
    take(given.slice(done), done);
    return { text, starts, ends };
  }
  function hitsIn(text) {
    const cues = {};
    const places = (name) => (cues[name] ??= [...text.matchAll(contexts[name])].map((m) => m.indices[0]));
    const holds = (found, { is, near, before, after, reach }) => {
      if (is) return check[is](found);
      return places(near ?? before ?? after).some(([start, end]) =>
        (!after && start < found.start && found.start - end <= reach) || (!before && start >= found.end && start - found.end <= reach));
    };
    const lowered = text.toLowerCase();
    return rules.filter((rule) => mayHold(lowered, rule.if)).flatMap((rule) => [...text.matchAll(rule.pattern)].flatMap((match) => {
      const [start, end] = match.indices[rule.span] ?? [0, 0];
      const found = { value: text.slice(start, end), start, end, text };
      if (start === end || !rule.proofs.every((proof) => check[proof](found))) return [];
      const level = rule.when.find((when) => holds(found, when))?.level ?? rule.level;
      return level === "none" ? [] : [{ id: rule.id, detector: rule.id, message: rule.message, replacement: rule.replacement, level, start, end }];
    }));
  }
  function weighed(hits) {
    for (const rule of said.combinations) {
      const seen = new Set(hits.map((hit) => hit.id)), of = rule.of.split(" ");
      const isMet = (rule.needs ?? "").split(" ").every((id) => !id || seen.has(id));
      if (!isMet || rule.kinds.split(" ").filter((id) => seen.has(id)).length < rule.least) continue;
      hits = hits.map((hit) => of.includes(hit.id) && GRAVITY[hit.level] < GRAVITY[rule.level]
        ? { ...hit, level: rule.level, detector: rule.as ?? hit.detector, message: rule.message ?? hit.message } : hit);
    }
    return hits;
  }
  function withoutOverlaps(hits) {
    const kept = [];
    for (const hit of hits.sort((a, b) => a.start - b.start || GRAVITY[b.level] - GRAVITY[a.level] || b.end - a.end)) {
      const last = kept.at(-1);
      if (!last || hit.start >= last.end) kept.push(hit);
      else kept[kept.length - 1] = { ...(GRAVITY[hit.level] > GRAVITY[last.level] ? hit : last), start: last.start, end: Math.max(last.end, hit.end) };
    }
    return kept;
  }
  function replacementFor({ replacement }, found) {
    if (replacement === "{month_year}") {
      const year = found.match(/(?:19|20)\d\d/)?.[0], month = monthOf(found);
      return year ? (month ? month[0].toUpperCase() + month.slice(1).toLowerCase() + " " : "") + year : "[date removed]";
    }
    if (replacement !== "{decade}") return replacement;
    const age = Number(found.match(/\d{1,3}/)?.[0] ?? 0);
    return age > 9 ? `in their ${Math.min(Math.floor(age / 10), 9)}0s` : "[age removed]";
  }
  return function scan(given, passing = []) {
    const { text, starts, ends } = normalised(given);
    const masked = masks.reduce(
      (kept, [mask, needed]) => mayHold(text.toLowerCase(), needed) ? kept.replace(mask, (found) => MASKED.repeat(found.length)) : kept, text);
    const hits = weighed(hitsIn(masked)).filter((hit) => GRAVITY[hit.level] > GRAVITY.hint && !passing.includes(hit.detector));
    const findings = withoutOverlaps(hits).map((hit) => ({
      detector: hit.detector, start: starts[hit.start], end: ends[hit.end - 1], class: hit.level,
      message: hit.message, replacement: replacementFor(hit, text.slice(hit.start, hit.end)),
    }));
    const classes = findings.map((finding) => finding.class);
    return { decision: classes.includes("block") ? "block" : classes.length ? "warn" : "clean", findings };
  };
}
