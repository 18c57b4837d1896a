"""Small packages of our own, made in memory: courses that play, and archives that must be refused."""

import io
import zipfile
from typing import Any

MANIFEST_12 = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="own" version="1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion></metadata>
  <organizations default="o"><organization identifier="o"><title>{title}</title>{items}</organization></organizations>
  <resources>{resources}</resources>
</manifest>"""
MANIFEST_2004 = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="own" version="1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss"
  xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3">
  <metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion></metadata>
  <organizations default="o"><organization identifier="o"><title>{title}</title>{items}{sequencing}</organization></organizations>
  <resources>{resources}</resources>
</manifest>"""

# A course that a test drives by its buttons: it shows where it is, moves on, completes, and says
# its last word when its page goes away, as most courses do.
SCO = """<!doctype html><html><head><meta charset="utf-8"><title>Part</title></head><body>
<h1 id="where"></h1><p id="told"></p>
<button id="on">On</button><button id="done">Done</button><button id="fail">Fail</button><button id="end">End</button>
<script>
function find(w, name) { for (let i = 0; i < 10; i++) { if (w[name]) return w[name]; if (w.parent === w) break; w = w.parent; } return w.opener ? find(w.opener, name) : null; }
const is2004 = __IS_2004__, api = find(window, is2004 ? "API_1484_11" : "API");
const call = (name, ...said) => api[is2004 ? name : "LMS" + ({Initialize: "Initialize", Terminate: "Finish"}[name] || name)](...said);
const at = is2004 ? "cmi.location" : "cmi.core.lesson_location";
const core = is2004 ? "cmi." : "cmi.core.";
let over = false;
call("Initialize", "");
const set = (name, value) => call("SetValue", name, value);
const get = (name) => call("GetValue", name);
const say = () => { document.getElementById("where").textContent = "Page " + (get(at) || "1");
  document.getElementById("told").textContent = [get(core + "entry"), get("cmi.suspend_data"), get(core + (is2004 ? "learner_name" : "student_name"))].join("|"); };
document.getElementById("on").onclick = () => { set(at, String(Number(get(at) || "1") + 1)); set("cmi.suspend_data", "seen:" + get(at)); set(core + "exit", "suspend"); say(); };
function finish(raw, status) { set(core + "score.min", "0"); set(core + "score.max", "100"); set(core + "score.raw", raw);
  if (is2004) { set("cmi.score.scaled", String(raw / 100)); set("cmi.completion_status", "completed"); set("cmi.success_status", status); }
  else set("cmi.core.lesson_status", "completed"); }
document.getElementById("done").onclick = () => finish("90", "passed");
document.getElementById("fail").onclick = () => finish("20", "failed");
function end() { if (over) return; over = true; set(core + "session_time", is2004 ? "PT30S" : "00:00:30"); call("Terminate", ""); }
document.getElementById("end").onclick = end;
addEventListener("unload", end);
addEventListener("pagehide", end);
say();
</script></body></html>"""


def sco(standard: str) -> str:
    """The page of a part."""
    return SCO.replace("__IS_2004__", "true" if standard == "2004" else "false")


def zipped(files: dict[str, Any]) -> bytes:
    """An archive of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def manifest(
    standard: str = "1.2",
    parts: int = 1,
    *,
    title: str = "Own course",
    version: str = "",
    extra: str = "",
    sequencing: str = "",
    kind: str = "sco",
) -> str:
    """A manifest with some parts, each of which launches the same page with its number."""
    is_2004 = standard == "2004"
    attribute = "scormType" if is_2004 else "scormtype"
    items = "".join(
        f'<item identifier="i{n}" identifierref="r{n}"><title>Part {n}</title>{extra}</item>'
        for n in range(1, parts + 1)
    )
    resources = "".join(
        f'<resource identifier="r{n}" type="webcontent" adlcp:{attribute}="{kind}" '
        f'href="part.html?n={n}"><file href="part.html"/></resource>'
        for n in range(1, parts + 1)
    )
    form = MANIFEST_2004 if is_2004 else MANIFEST_12
    return form.format(
        version=version or ("2004 4th Edition" if is_2004 else "1.2"),
        title=title,
        items=items,
        resources=resources,
        sequencing=sequencing,
    )


def package(standard: str = "1.2", parts: int = 1, more: dict[str, Any] | None = None, **said: Any):
    """A course that plays, as the bytes of its zip."""
    files = {"imsmanifest.xml": manifest(standard, parts, **said), "part.html": sco(standard)}
    return zipped(files | (more or {}))
