// A form that posts is sent by this script, so that the page stays when the answer is not the expected one: what was typed
// and chosen is still there, the bar says what happened, and the same can be sent again (docs/architecture.md, Saving).
// The server answers X-Form with the address that a redirect leads to, and with a bare status instead of an error page.
// Left alone are forms with a password or a target, those that save themselves, and those of HTMX (parts.js).
import { isBusy, release, showBusy } from "./busy.js";
import { tellFailure } from "./failures.js";
import { isBesideUnsent, isWholePage, KEPT, leaveFor, showPage } from "./leave.js";
import { renewSession } from "./session.js";

const TIME_OUT = 60000;
const SLOWEST_BYTES_A_MS = 20;
const SHOWN = [200, 409, 422];

async function post(form, submitter) {
  const data = new FormData(form);
  if (submitter?.name) {
    data.append(submitter.name, submitter.value);
  }
  const files = [...data.values()].filter((one) => one.size);
  const patience = files.reduce((sum, file) => sum + file.size / SLOWEST_BYTES_A_MS, TIME_OUT);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    await Promise.all(files.map((file) => file.slice(0, 1).arrayBuffer()));
    const response = await fetch(submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? "", {
      method: "POST",
      headers: { "X-Form": "1" },
      body: form.enctype === "multipart/form-data" ? data : new URLSearchParams(data),
      redirect: "manual",
      signal: stop.signal,
    });
    return { status: response.status, url: response.headers.get("HX-Redirect"), html: await response.text() };
  } catch (error) {
    return { status: error.name === "NotReadableError" ? "file" : 0 };
  } finally {
    clearTimeout(timer);
  }
}

// A session that ended and began again, in another tab, is no reason to press twice: unless it is of somebody else.
async function send(form, submitter) {
  let answer = await post(form, submitter);
  const session = await renewSession(answer.status).catch(() => "none");
  if (session === "own") {
    answer = await post(form, submitter);
  }
  if (answer.url && answer.status < 400) {
    leaveFor(answer.url, form);
    return;
  }
  release(form);
  if (SHOWN.includes(answer.status) && isWholePage(answer.html)) {
    showPage(answer, form);
  } else {
    tellFailure(form, session === "other" ? session : answer.status, () => form.requestSubmit(submitter));
  }
}

// Beside another form with unsent text the browser sends this one itself, because it asks first whether to leave.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches(KEPT) || form.hasAttribute("target")) {
    return;
  }
  if (isBusy(form)) {
    event.preventDefault();
  } else if (!isBesideUnsent(form)) {
    event.preventDefault();
    showBusy(form, event.submitter);
    send(form, event.submitter);
  }
});
