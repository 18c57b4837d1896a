/* Small rules of the standards that the player needs to know itself; the server applies the same. */
"use strict";

/* The data with which an item is opened again in the same window. */
Play.again = (before, cmi) => {
  const { exit, session_time, ...kept } = cmi.core || cmi;
  const entry = exit === "suspend" ? "resume" : "";
  const common = { ...kept, entry };
  const facts = ["launch_data", "max_time_allowed", "time_limit_action", "completion_threshold", "scaled_passing_score"];
  const told = Object.fromEntries(facts.filter((name) => before?.[name]).map((name) => [name, before[name]]));
  const all = cmi.core ? { ...cmi, core: common, student_data: before?.student_data } : { ...common, ...told };
  return Play.filled(all);
};

Play.filled = (value) => {
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).map(([name, below]) => [name, Play.filled(below)])
    .filter(([, below]) => below !== "" && below !== null && below !== undefined && !(typeof below === "object" && !Object.keys(below).length));
  return Object.fromEntries(kept);
};

/* The state of an item as its row in the menu says it. What was reached stays reached. */
Play.judged = (standard, item, said, session) => {
  const status = standard === "2004" ? said.completion_status : said.lesson_status;
  const isSaid = status && status !== "not attempted" && status !== "unknown";
  const isOver = session?.isOver && !isSaid && said.exit !== "suspend" && !item.sequencing?.deliveryControls?.completionSetByContent;
  const done = item.kind === "asset" || isOver || status === "completed" || status === "passed";
  const begun = session?.hasBegun;
  const success = standard === "2004" ? said.success_status : status;
  return {
    completion: done || item.completion === "completed" ? "completed" : begun ? "incomplete" : item.completion,
    success: item.success === "passed" || !["passed", "failed"].includes(success) ? item.success : success,
  };
};

/* SCORM 1.2's prerequisites, in the form that packages use: items that must be done, joined by & and |. */
Play.mayBegin = (item, items) => {
  const asked = (item.prerequisites || "").trim();
  if (!asked) return true;
  const isDone = (id) => {
    const found = items.find((one) => one.id === id.trim());
    return !found || found.completion === "completed" || found.success === "passed";
  };
  if (!/^[\w.\-\s&|]+$/.test(asked)) return true; // a script of AICC that nobody writes: left open
  return asked.split("|").some((all) => all.split("&").every(isDone));
};
