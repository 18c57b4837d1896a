/* One opening of one item: its API object, and when what it says is kept. */
"use strict";

Play.Session = class {
  static AUTOSAVE = 4000; // after a change that nobody commits

  constructor(course, item, run, api) {
    Object.assign(this, { course, item, run, api });
    this.began = performance.now();
    this.away = 0; // time during which nobody could see it
    this.hiddenAt = document.hidden ? this.began : 0;
    this.isDirty = false;
    this.hasBegun = false;
    this.isOver = false; // the course itself ended it
    this.timer = 0;
    const set = course.is2004 ? "SetValue.cmi.*" : "LMSSetValue.cmi.*";
    api.on(set, () => this.changed());
    api.on(course.is2004 ? "Initialize" : "LMSInitialize", () => { this.hasBegun = true; this.onBegin?.(); });
  }

  changed() {
    this.isDirty = true;
    if (!this.timer) this.timer = setTimeout(() => { this.timer = 0; this.save("soon"); }, Play.Session.AUTOSAVE);
  }

  seen(isHidden) {
    const now = performance.now();
    if (isHidden && !this.hiddenAt) this.hiddenAt = now;
    if (!isHidden && this.hiddenAt) { this.away += now - this.hiddenAt; this.hiddenAt = 0; }
  }

  get seconds() {
    const away = this.away + (this.hiddenAt ? performance.now() - this.hiddenAt : 0);
    return Math.max(0, Math.round((performance.now() - this.began - away) / 1000));
  }

  commit(more) {
    return {
      launch: this.course.launch, run: this.run, sco: this.item.id, seconds: this.seconds,
      cmi: this.api.renderCMIToJSONObject().cmi, final: false, terminated: this.isOver,
      sequencing: this.course.sequencingState?.(), ...more,
    };
  }

  /* What the item said, to the server; answers whether it is kept, as far as that can be known. */
  save(how, more = {}) {
    clearTimeout(this.timer);
    this.timer = 0;
    this.isDirty = false;
    const commit = this.commit(more);
    this.course.remember(this.item, commit.cmi);
    return Play.transport.send(commit, how);
  }

  /* What the run-time library calls on Commit and Terminate. */
  get service() {
    return {
      processHttpRequest: (url, sent, isFinal) => {
        if (isFinal) this.isOver = true;
        const isKept = this.save("now", { final: isFinal });
        return { result: isKept ? "true" : "false", errorCode: isKept ? 0 : this.course.is2004 ? 391 : 101 };
      },
      updateSettings() {},
    };
  }

  /* The item is left or the window closed: its last word, unless it has spoken it. */
  leave(how) {
    if (this.isOver || this.isLeft) return;
    this.isLeft = how !== "last"; // a closing window may come back from the browser's memory
    if (this.hasBegun || this.item.kind === "asset") this.save(how, { final: true });
  }
};
