/** The checks that the rule pack names; `identifiers.py` has the same under the same names. */
const MONTH = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/i;
const LABELLED = /(?:(?<![a-z])(?:nhs|chi|hcn|hsc|h ?& ?c)[\W_]{0,4}(?:(?:number|num|no|id|ref)[\W_]{0,4})?(?:is )?|(?<![a-z])(?:patient|pt)(?:[\W_]{0,3}(?:number|num|no|id)[\W_]{0,3}|[#:]{0,2}))$/i;
const IN_A_LINK = /(?::\/\/|www\.|\.\w{2,4}\/)\S{0,60}[/=]$/;
const IN_A_CODE = /(?:[A-Z]_?|(?<![a-z])[a-z]{1,2}_?|[a-z\d]_|\d[.,/-])$/;
const GOES_ON = /^(?:[.,/-]\d|[A-Za-z](?![a-z]))/;
const MEDICAL = /(?:itis|osis|aemia|emia|opathy|ology|oscopy|ectomy|tion|(?<!cle)ment|ness|ical|uria|algia|ous)$/;
const GROUPS = ["3,3,4", "6,4"];
const KNOWN_GROUPS = [...GROUPS, "5,5", "2,4,4", "4,3,3", "3,4,3", "3,7", "4,6"];
const digitsOf = (value) => value.replace(/\D/g, "");
const numbersOf = (value) => (value.match(/\d+/g) ?? []).map(Number);
const groupsOf = (value) => value.match(/\d+/g).map((group) => group.length).join();
const wordsOf = (value) => value.toLowerCase().match(/\p{L}+/gu) ?? [];
const isVaried = (digits) => new Set(digits).size > 1;

function passesMod11(digits) {
  let sum = 0;
  for (let i = 0; i < 10; i++) sum += digits[i] * (10 - i);
  return isVaried(digits) && sum % 11 === 0;
}
function passesLuhn(digits) {
  const doubled = [...digits].reverse().map((digit, i) => digit * (1 + (i % 2)));
  return isVaried(digits) && doubled.reduce((sum, n) => sum + n - 9 * (n > 9), 0) % 10 === 0;
}
function beginsWithABirthday(digits) {
  const [day, month, year] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2)));
  return [1900, 2000].some((century) => {
    const date = new Date(Date.UTC(century + year, month - 1, day));
    return month > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  });
}
const issuedIn = (...ranges) => ({ value }) => {
  const first = Number(digitsOf(value).slice(0, 3));
  return ranges.some(([low, high]) => low <= first && first <= high);
};
function isDate({ value }) {
  const numbers = numbersOf(value);
  if (MONTH.test(value)) return Math.min(...numbers) >= 1 && Math.min(...numbers) <= 31;
  const least = Math.min(...numbers.slice(0, 2));
  return numbers.length === 3 && numbers.filter((n) => n <= 31).length >= 2 && least >= 1 && least <= 12;
}
function isRagged({ value, start, end, text }) {
  const before = text.slice(Math.max(0, start - 70), start);
  if (IN_A_CODE.test(before.slice(-4)) || IN_A_LINK.test(before) || GOES_ON.test(text.slice(end, end + 2))) return true;
  const groups = groupsOf(value), gaps = new Set(value.match(/\D+/g));
  if (GROUPS.includes(groups)) return false;
  const isUsual = [...gaps].every((gap) => /^[ \-.\n_/()]+$/.test(gap));
  return gaps.size > 1 || !(isUsual || KNOWN_GROUPS.includes(groups));
}

export const monthOf = (value) => value.match(MONTH)?.[0];
export const checks = (words) => {
  const isName = ({ value }) => !wordsOf(value).slice(-2).some((word) => words.not_names.has(word) || MEDICAL.test(word));
  const isGiven = ({ value }) => words.given.has(value.toLowerCase().match(/^\p{L}+/u)?.[0]);
  return {
  nhs_issued: issuedIn([400, 499], [600, 799]),
  nhs_test: issuedIn([900, 999]),
  hc_ni: issuedIn([320, 399]),
  ihi: issuedIn([812, 859]),
  chi: ({ value }) => beginsWithABirthday(digitsOf(value)),
  mod_11: ({ value }) => passesMod11(digitsOf(value)),
  labelled: ({ start, text }) => LABELLED.test(text.slice(Math.max(0, start - 20), start)),
  not_all_equal: ({ value }) => isVaried(digitsOf(value)),
  ragged: isRagged,
  grouped: ({ value }) => GROUPS.includes(groupsOf(value)),
  alone: ({ value, text }) => text.trim().length <= value.length + 2,
  date: isDate,
  birth: (found) => {
    const year = (found.value.match(/\d+/g) ?? []).find((n) => n.length === 4);
    return year >= 1900 && year <= 2015 && isDate(found);
  },
  phone_uk: ({ value }) => {
    const digits = digitsOf(value);
    const own = value.includes("+44") ? digits.replace(/^44/, "").replace(/^0+/, "") : digits.slice(1);
    return own.length === 9 || own.length === 10;
  },
  mobile: ({ value }) => /^(?:\+44\D{0,5}|\(?0)7/.test(value),
  postcode: ({ value }) =>
    (value === value.toUpperCase() || value === value.toLowerCase()) &&
    words.areas.has(value.match(/^[A-Za-z]+/)?.[0].toUpperCase()),
  card: ({ value }) => digitsOf(value).length >= 13 && digitsOf(value).length <= 19 && passesLuhn(digitsOf(value)),
  ip: ({ value }) => numbersOf(value).every((n) => n < 256) && numbersOf(value).filter((n) => n > 19).length >= 2,
  name: isName,
  untitled: ({ value }) => !/^(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Master|Sir|Dame|Lord|Lady|Sister|Nurse)\b/.test(value),
  given: isGiven,
  given_name: (found) => isGiven(found) && isName(found),
  initialled: (found) => isName(found) && (isGiven(found) || !/\p{L}/u.test(found.value[1])),
  small_name: (found) => isGiven(found) && !words.also_words.has(wordsOf(found.value)[0]) && isName(found),
  signature: ({ start, end, text }) => {
    const before = text.slice(Math.max(0, start - 9), start), after = text.slice(end, end + 40);
    const line = before.split("\n").at(-1) + after.slice(0, 9).split("\n")[0];
    return !line.replace(/[ ,.]/g, "") || (after.length < 25 && /(?:^|[.!?\n,])[\s-]*$/.test(before));
  },
  };
};
