/* A course of SCORM 2004 with several items: the library's sequencing decides what comes next. */
"use strict";

Play.Sequenced = class {
  constructor(course, deliver, ended, valid) {
    this.course = course;
    this.isEnded = false;
    this.state = course.said.sequencing?.state || "";
    this.listeners = {
      onActivityDelivery: (activity) => deliver(activity.id),
      onNavigationValidityUpdate: (told) => valid(told),
      onSequencingSessionEnd: (told) => { this.isEnded = true; ended(told.reason); },
      onSequencingError() {},
    };
    this.api = this.make();
  }

  make() {
    const { organization, items } = this.course.said;
    const settings = {
      ...Play.settings, courseId: organization.id, httpService: this.service(),
      sequencing: {
        activityTree: this.activity({ ...organization, items, visible: true, kind: "" }),
        collections: organization.collections, autoRollupOnCMIChange: false,
        eventListeners: this.listeners,
      },
      sequencingStatePersistence: {
        autoLoadOnInitialize: false, autoSaveOn: "never", compress: false, maxStateSize: 400000,
        persistence: { saveState: (state) => { this.state = state; return true; }, loadState: () => this.state },
      },
    };
    return new Scorm2004API(settings);
  }

  service() {
    return {
      processHttpRequest: (...said) => Play.current().service.processHttpRequest(...said),
      updateSettings() {},
    };
  }

  activity(item) {
    const made = { id: item.id, title: item.title, isVisible: item.visible, ...item.sequencing };
    if (item.hide?.length) made.hideLmsUi = item.hide;
    if (item.completion_threshold && Object.keys(item.completion_threshold).length) {
      made.completionThreshold = item.completion_threshold;
    }
    if (item.items.length) made.children = item.items.map((below) => this.activity(below));
    return made;
  }

  /* Where one was, if that is known and allowed; else the beginning. */
  async start(current) {
    if (this.state) {
      this.state = Play.Sequenced.suspended(this.state);
      await this.api.loadSequencingState({});
      if (this.go("resumeAll") || (current && this.go("choice", current))) return true;
      this.state = "";
      this.isEnded = false;
      this.api = this.make();
    }
    return this.go("start") || this.course.launchable.some((item) => this.go("choice", item.id));
  }

  go(request, target) {
    this.isDelivered = false;
    return this.api.processNavigationRequest(request, target);
  }

  /* A window that was closed without a word is taken as one that was put aside. */
  static suspended(text) {
    try {
      const state = JSON.parse(text);
      const sequencing = state.sequencing;
      if (!sequencing || sequencing.suspendedActivity || !sequencing.currentActivity) return text;
      const leaf = sequencing.currentActivity;
      sequencing.suspendedActivity = leaf;
      sequencing.currentActivity = state.currentActivityId = null;
      const putAside = (activity) => {
        if (activity.isActive || activity.id === leaf) Object.assign(activity, { isActive: false, isSuspended: true });
        activity.children?.forEach(putAside);
      };
      Object.values(sequencing.activityStates).forEach(putAside);
      if (state.suspensionState) {
        putAside(state.suspensionState.activityTree);
        Object.assign(state.suspensionState, { currentActivityId: null, suspendedActivityId: leaf });
      }
      return JSON.stringify(state);
    } catch {
      return "";
    }
  }

  snapshot() {
    this.api.saveSequencingState({}); // keeps it in this.state before it returns
    const root = this.api.getSequencingState()?.rootActivity;
    return { state: this.state, root: { completed: root?.completionStatus === "completed" } };
  }
};
