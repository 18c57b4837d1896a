/** Turns "21 November 2026" into "3 days ago"; the exact time stays on hover and for screen readers. */
const steps = [[60, 60, "minute"], [3600, 3600, "hour"], [86400, 86400, "day"], [1209600, 604800, "week"]];
const words = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });

for (const time of document.querySelectorAll("time[data-ago]")) {
  const seconds = (Date.now() - new Date(time.dateTime)) / 1000;
  if (seconds < 60 || seconds > 28 * 86400) continue;
  const [, size, unit] = steps.findLast(([least]) => seconds >= least);
  const exact = Object.assign(document.createElement("span"), {
    className: "visually-hidden",
    textContent: `, ${time.textContent}`,
  });
  time.textContent = words.format(-Math.floor(seconds / size), unit);
  time.append(exact);
}
