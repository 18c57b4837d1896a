/* Plays a package: begins the launch, opens items one after the other, keeps what they say. */
"use strict";

Play.settings = { logLevel: 5, lmsCommitUrl: "kept-by-the-service", autocommit: false, mastery_override: false, autoCompleteLessonStatus: true };

(() => {
  const $ = (name) => document.getElementById(name);
  const transport = Play.transport;
  let course, session, sequenced, run = 0, isMoving = false, valid = {};
  Play.current = () => session;

  function flat(items) {
    return items.flatMap((item) => [item, ...flat(item.items)]);
  }

  function say(text, isUrgent = false) {
    $("status").textContent = text;
    $("status").classList.toggle("urgent", isUrgent);
  }

  function make(said) {
    const launchable = flat(said.items).filter((item) => item.launch);
    return {
      said, launchable, launch: said.launch, is2004: said.standard === "2004",
      sequencingState: () => sequenced?.snapshot(),
      remember(item, cmi) {
        const { core } = cmi;
        said.cmi[item.id] = Play.again(said.cmi[item.id], cmi);
        Object.assign(item, Play.judged(said.standard, item, core || cmi, session));
        refresh();
      },
    };
  }

  function refresh() {
    Play.menu.refresh($("items"), course.launchable, session?.item.id, isOpen);
    const at = course.launchable.indexOf(session?.item);
    $("previous").disabled = sequenced ? !valid.previous : at <= 0;
    $("next").disabled = sequenced ? !valid.continue : at < 0 || at >= course.launchable.length - 1;
    for (const [name, token] of [["previous", "previous"], ["next", "continue"]]) {
      $(name).hidden = Boolean(sequenced && valid.hideLmsUi?.includes(token));
    }
  }

  function isOpen(item) {
    if (!sequenced) return Play.mayBegin(item, course.launchable);
    return String(valid.choice?.[item.id]) === "true";
  }

  /* The content's own last word comes while its page goes away; only then the next one begins. */
  function leave() {
    isMoving = true;
    return new Promise((done) => {
      const frame = $("content");
      if (!frame || !session) return done();
      frame.addEventListener("load", done, { once: true });
      frame.src = "about:blank";
      setTimeout(done, 1500);
    }).then(() => {
      session?.leave("now");
      $("content")?.remove();
      isMoving = false;
    });
  }

  async function open(item) {
    await leave();
    mount(item);
  }

  function mount(item) {
    run += 1;
    const cmi = { ...course.said.cmi[item.id] };
    let api = sequenced?.api;
    if (!course.is2004) api = new Scorm12API({ ...Play.settings, httpService: Play.service });
    else if (!api) api = new Scorm2004API({ ...Play.settings, httpService: Play.service });
    else { api.clear("SetValue.cmi.*"); api.clear("Initialize"); api.clear("Terminate"); }
    api.loadFromJSON({ cmi }, "");
    session = new Play.Session(course, item, run, api);
    api.on(course.is2004 ? "Terminate" : "LMSFinish", () => ended(session));
    window.API = course.is2004 ? undefined : Play.answers12(api);
    window.API_1484_11 = course.is2004 ? Play.answers2004(api) : undefined;
    const frame = document.createElement("iframe");
    frame.id = "content";
    frame.title = item.title;
    frame.allow = "autoplay; fullscreen";
    frame.src = transport.base + "files/" + item.launch.split(/([?#].*)/s)[0].split("/").map(encodeURIComponent).join("/")
      + (item.launch.match(/[?#].*/s)?.[0] || "");
    $("stage").replaceChildren(frame);
    if (item.kind === "asset") frame.addEventListener("load", () => session.save("soon"), { once: true });
    say("");
    refresh();
  }

  /* The course ended an item by itself: on to the next one, or it is the end. */
  function ended(which) {
    if (isMoving || transport.isClosing || which !== session) return;
    setTimeout(() => {
      if (isMoving || which !== session || sequenced?.isEnded) return;
      if (sequenced) return valid.continue ? navigate("continue") : finish();
      const next = course.launchable[course.launchable.indexOf(session.item) + 1];
      if (next && session.item.completion === "completed") open(next);
      else if (!next) finish();
    }, 400);
  }

  function finish() {
    say(course.launchable.every((one) => one.completion === "completed")
      ? "You have finished this course. What you did is saved." : "This part has ended. What you did is saved.");
    $("again").hidden = false;
  }

  function move(step) {
    if (sequenced) return navigate(step > 0 ? "continue" : "previous");
    const next = course.launchable[course.launchable.indexOf(session.item) + step];
    return next && open(next);
  }

  /* Sequencing moves only once the content has gone away and said its last word. */
  async function navigate(request, target) {
    await leave();
    if (!sequenced.go(request, target)) {
      say("This is not open yet.", true);
      mount(session.item);
    }
  }

  function delivered(id) {
    const item = course.launchable.find((one) => one.id === id);
    const put = () => { sequenced.api.reset(); mount(item); };
    if (session && !isMoving && $("content")) { isMoving = true; setTimeout(() => { isMoving = false; $("content")?.remove(); put(); }, 0); } else put();
  }

  function stopped(text, isForGood) {
    $("over").hidden = false;
    $("over-text").textContent = text;
    $("over-again").hidden = isForGood;
    $("over").querySelector("h1").focus();
    window.API = window.API_1484_11 = undefined;
    $("content")?.remove();
  }

  Object.assign(transport.told, {
    kept: (sco, total) => {
      const cmi = course.said.cmi[sco];
      if (total && cmi) (course.is2004 ? cmi : cmi.core).total_time = total;
      if ($("status").classList.contains("urgent")) say("Saved.");
    },
    unsent: (isTried) => say(isTried ? "Not saved yet: there is no connection. We keep trying." : "What the course wanted to keep could not be saved.", true),
    superseded: () => stopped("This course was opened in another window or on another device. What you do here is not kept any more.", false),
    gone: () => stopped("This window was open for too long. Go back and open the course again; it goes on where you were.", true),
  });

  addEventListener("pagehide", () => session?.leave("last"));
  document.addEventListener("visibilitychange", () => {
    session?.seen(document.hidden);
    if (document.hidden && session?.isDirty) session.save("last");
  });

  Play.service = {
    processHttpRequest: (...said) => session.service.processHttpRequest(...said),
    updateSettings() {},
  };

  async function start() {
    course = make(await transport.begin());
    const many = course.launchable.length > 1;
    document.title = course.said.title;
    document.body.classList.toggle("many", many);
    $("menu").hidden = !many;
    $("steps").hidden = !many;
    Play.menu.draw($("items"), course.said.items, (item) => sequenced ? navigate("choice", item.id) : open(item));
    $("previous").addEventListener("click", () => move(-1));
    $("next").addEventListener("click", () => move(1));
    $("again").addEventListener("click", () => { $("again").hidden = true; open(session.item); });
    $("over-again").addEventListener("click", () => location.reload());
    const at = course.launchable.find((item) => item.id === course.said.current);
    if (course.is2004 && many) {
      sequenced = new Play.Sequenced(course, delivered, finish, (told) => { valid = told; refresh(); });
      if (await sequenced.start(at?.id)) return;
      sequenced = undefined; // what its author asks of sequencing cannot be met: one after the other
    }
    mount(at || course.launchable[0]);
  }

  start().catch(() => stopped("The course could not be opened. Go back and open it again.", true));
})();
