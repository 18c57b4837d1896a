/* How the player speaks to the server: it begins a launch, and sends what items say, each word once. */
"use strict";
window.Play = window.Play || {};

Play.transport = (() => {
  const base = location.pathname;
  const BEACON = 60000; // bytes: browsers drop larger ones without a word
  const RETRY = 8000;
  let number = 0;
  let waiting = null; // what could not be sent yet; a newer commit of the same item replaces it
  let timer = 0;
  let closing = false;
  const told = { kept() {}, unsent() {}, superseded() {}, gone() {} };

  addEventListener("pagehide", () => { closing = true; });
  addEventListener("pageshow", () => { closing = false; });
  addEventListener("online", () => retry());

  async function begin() {
    const answer = await fetch(`${base}begin/`, { method: "POST" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  function judge(status, commit, total) {
    if (status === 200) {
      if (waiting && waiting.commit <= commit.commit) waiting = null;
      told.kept(commit.sco, total);
      return true;
    }
    if (status === 409) told.superseded();
    else if (status === 404) told.gone();
    else if (status >= 400 && status < 500) told.unsent(false); // it will not be taken next time either
    else later(commit);
    return false;
  }

  function later(commit) {
    if (!waiting || waiting.commit < commit.commit) waiting = commit;
    told.unsent(true);
    clearTimeout(timer);
    timer = setTimeout(retry, RETRY);
  }

  function retry() {
    if (waiting) post(waiting);
  }

  function post(commit) {
    return fetch(`${base}commit/`, { method: "POST", body: JSON.stringify(commit) })
      .then(async (answer) => judge(answer.status, commit, (await answer.json()).total_time))
      .catch(() => { later(commit); return false; });
  }

  /* At once, with the server's word for it; what a course is told of a commit is then true. */
  function postNow(commit) {
    const request = new XMLHttpRequest();
    try {
      request.open("POST", `${base}commit/`, false);
      request.setRequestHeader("Content-Type", "application/json");
      request.send(JSON.stringify(commit));
    } catch {
      if (beacon(commit)) return true; // the window is being closed
      later(commit);
      return false;
    }
    let total;
    try { total = JSON.parse(request.responseText).total_time; } catch { /* an answer in other words */ }
    return judge(request.status, commit, total);
  }

  /* The last word of a closing window: it is small, or it leaves out what the server has already. */
  function beacon(commit) {
    let body = JSON.stringify(commit);
    if (body.length > BEACON / 2 && new Blob([body]).size > BEACON) {
      const { interactions, comments_from_learner, comments, ...cmi } = commit.cmi;
      body = JSON.stringify({ ...commit, cmi, sequencing: undefined, partial: true });
    }
    return navigator.sendBeacon(`${base}commit/`, body);
  }

  /* how: "now" (a course waits for the answer), "soon" (nobody does), "last" (the window closes). */
  function send(commit, how) {
    number += 1;
    const numbered = { ...commit, commit: number };
    if (closing || how === "last") return beacon(numbered) || postNow(numbered);
    return how === "now" ? postNow(numbered) : post(numbered);
  }

  return { base, begin, send, told, get isClosing() { return closing; } };
})();
