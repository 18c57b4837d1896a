/* What the run-time library answers otherwise than the standards' own tests expect is put right here. */
"use strict";
window.Play = window.Play || {};

/* Names that are no elements, among them those by which a script could reach behind the data. */
Play.isNoElement = (name) => !/^(cmi|adl)\.[^.]/.test(name) || name.split(".").some((part) => part in Object.prototype);

/* A branch of the model, which has no value of its own; the library would let itself be overwritten there. */
Play.isBranch = (name) => /(^cmi\.core|^adl\.(nav|data)|\.score|\.objectives|\.interactions|\.correct_responses|\.comments_from_learner|\.comments_from_lms|\.learner_preference|\.student_data|\.student_preference|\.request_valid)(\.\d+)?$/.test(name) && name !== "cmi.comments_from_lms";

/* SCORM 1.2, by ADL's conformance tests. Everything that is not named here, the library answers. */
Play.answers12 = (api) => {
  let stage = "new";
  let error = null; // ours, until the library is asked again
  const parts = /^cmi\.(core|core\.score|student_data|student_preference|objectives\.\d+|objectives\.\d+\.score|interactions\.\d+)\.[^.]+$/;
  const empty = /^cmi\.interactions\.(\d+)\./;
  const rules = [
    [/^cmi\.suspend_data$/, (value) => value.length <= 4096],
    [/^cmi\.core\.exit$/, (value) => ["", "time-out", "suspend", "logout"].includes(value)],
    [/^cmi\.core\.session_time$/, (value) => /^\d{2,4}:\d\d:\d\d(\.\d{1,2})?$/.test(value)],
    [/^cmi\.(objectives|interactions)\.\d+\.(objectives\.\d+\.)?id$/, (value) => /^[^\s]{1,255}$/.test(value)],
  ];

  function fail(code, answer = "false") {
    error = String(code);
    return answer;
  }

  function ask(method, ...said) {
    error = null;
    return api[method](...said);
  }

  function known(element) {
    return api.lmsGetLastError() === "401" && parts.test(element);
  }

  return {
    LMSInitialize(word) {
      if (word !== "") return fail(201);
      if (stage === "open") return fail(101);
      const answer = ask("lmsInitialize", "");
      if (answer === "true") stage = "open";
      return answer;
    },
    LMSFinish(word) {
      if (word !== "") return fail(201);
      if (stage !== "open") return fail(301);
      const answer = ask("lmsFinish", "");
      if (answer === "true") stage = "closed";
      return answer;
    },
    LMSCommit(word) {
      if (word !== "") return fail(201);
      return stage === "open" ? ask("lmsCommit", "") : fail(301);
    },
    LMSGetValue(element) {
      if (stage !== "open") return fail(301, "");
      const name = String(element ?? "");
      const row = name.match(empty);
      if (name && Play.isNoElement(name)) return fail(401, "");
      if (Play.isBranch(name)) return fail(201, "");
      if (!name || (row && Number(row[1]) >= api.cmi.interactions.childArray.length)) return fail(201, "");
      const answer = ask("lmsGetValue", name);
      return known(name) ? fail(201, "") : answer;
    },
    LMSSetValue(element, value) {
      if (stage !== "open") return fail(301);
      const name = String(element ?? "");
      const text = String(value ?? "");
      if (!name) return fail(201);
      if (Play.isNoElement(name)) return fail(401);
      if (Play.isBranch(name)) return fail(201);
      if (rules.some(([where, isGood]) => where.test(name) && !isGood(text))) return fail(405);
      const answer = ask("lmsSetValue", name, text);
      return known(name) ? fail(201) : answer;
    },
    LMSGetLastError: () => error ?? String(api.lmsGetLastError()),
    LMSGetErrorString: (code) => String(api.lmsGetErrorString(code ?? "")),
    LMSGetDiagnostic: (code) => String(api.lmsGetDiagnostic(code === "" || code === undefined ? error ?? api.lmsGetLastError() : code)),
  };
};

/* SCORM 2004, by ADL's test suite: the eight functions and nothing else of the library. */
Play.answers2004 = (api) => {
  let error = null;
  const rows = /^cmi\.(objectives|interactions|comments_from_learner|comments_from_lms)\.([^.]+)(\.(.*))?$/;
  const rules = [
    [/^cmi\.(objectives|interactions)\.\d+\.(objectives\.\d+\.)?id$/, (value) => !/^urn:/i.test(value) || /^urn:[a-z0-9][a-z0-9-]{0,31}:[^\s]+$/i.test(value)],
    [/\.timestamp$/, (value) => /^(19[7-9]\d|20[0-2]\d|203[0-8])(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d(\.\d{1,2}(Z|[+-]\d\d(:\d\d)?)?)?)?)?)?)?)?$/.test(value)],
    [/^cmi\.session_time$|\.latency$/, (value) => !value || /^P(?!$)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/.test(value)],
  ];

  function fail(code, answer) {
    error = String(code);
    return answer;
  }

  /* An element that the library trips over is answered as one of the wrong type. */
  function ask(method, ...said) {
    error = null;
    try {
      return String(api[method](...said));
    } catch (problem) {
      return fail(problem?.errorCode || 101, method === "lmsGetValue" ? "" : "false");
    }
  }

  function rowsOf(name) {
    return api.cmi[name.match(rows)?.[1]]?.childArray;
  }

  function isNothing(name) {
    return Play.isNoElement(name) || name === "cmi.comments_from_lms" || Play.isBranch(name);
  }

  /* A row beyond the last one (or, to be set, beyond the one after it), or a number that is none. */
  function isBeyond(name, more) {
    let holder = api.cmi;
    const steps = name.split(".").slice(1);
    for (let at = 0; at < steps.length - 1; at += 1) {
      const list = holder?.[steps[at]];
      if (!list?.childArray) { holder = list; continue; }
      const index = steps[at + 1];
      if (index.startsWith("_")) return false;
      if (!/^(0|[1-9]\d*)$/.test(index) || Number(index) >= list.childArray.length + more) return true;
      holder = list.childArray[Number(index)];
      if (!holder) return false;
      at += 1;
    }
    return false;
  }

  /* Nothing of a row may be said before its name is. */
  function isNameless(name) {
    const row = name.match(/^cmi\.(objectives|interactions)\.(\d+)\.(?!id$)/);
    return Boolean(row && !api.cmi[row[1]].childArray[Number(row[2])]?.id);
  }

  /* Text may be emptied, whatever the library thinks of it. */
  function empty(name) {
    const row = name.match(/^cmi\.comments_from_learner\.(\d+)\.(location|comment)$/);
    if (name === "cmi.location") api.cmi.session._location = "";
    else if (row) rowsOf(name)[Number(row[1])][`_${row[2]}`] = "";
    else return false;
    api._setCMIElements?.add(name);
    error = "0";
    return true;
  }

  function put(name, text) {
    const list = rowsOf(name);
    const before = list?.length;
    const answer = ask("lmsSetValue", name, text);
    if (answer !== "true" && list && list.length > before) list.length = before; // nothing half-made
    return answer !== "true" && text === "" && empty(name) ? "true" : answer;
  }

  return {
    version: "1.0",
    Initialize: (word) => ask("lmsInitialize", word),
    Terminate: (word) => ask("lmsFinish", word),
    Commit: (word) => ask("lmsCommit", word),
    GetValue(element) {
      const name = String(element ?? "");
      if (name && api.isInitialized()) {
        if (isNothing(name)) return fail(401, "");
        if (isBeyond(name, 0)) return fail(301, "");
      }
      const answer = ask("lmsGetValue", name);
      // Worked out and not stored: the library leaves the code of the call before.
      if (api.isInitialized() && /^cmi\.(completion|success)_status$/.test(name)) error = "0";
      return answer;
    },
    SetValue(element, value) {
      const name = String(element ?? "");
      const text = value === null || value === undefined ? "" : String(value);
      if (!name || !api.isInitialized()) return ask("lmsSetValue", name, text);
      if (isNothing(name)) return fail(401, "false");
      if (name.startsWith("cmi.comments_from_lms.")) return fail(404, "false");
      if (isBeyond(name, 1)) return fail(351, "false");
      if (isNameless(name)) return fail(408, "false");
      if (rules.some(([where, isGood]) => where.test(name) && !isGood(text))) return fail(406, "false");
      return put(name, text);
    },
    GetLastError: () => error ?? String(api.lmsGetLastError()),
    GetErrorString: (code) => String(api.lmsGetErrorString(code ?? "")),
    GetDiagnostic: (code) => String(api.lmsGetDiagnostic(code === "" || code === undefined ? error ?? api.lmsGetLastError() : code)),
  };
};
