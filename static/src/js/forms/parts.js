// A form that HTMX sends keeps its page as well: a refusal about the session leads nowhere else, and an error is told.
import { release, showBusy } from "./busy.js";
import { tellFailure } from "./failures.js";
import { isWholePage, KEPT, leaveFor, showPage } from "./leave.js";
import { renewSession } from "./session.js";

const SWAPPED = [200, 409, 422];

// Forms that were sent once more with the token of now: only once, or a refusal would go round for ever.
const renewed = new WeakSet();

const isAddress = (xhr) => xhr.status < 400 && xhr.getResponseHeader("HX-Redirect") !== null;

document.addEventListener("htmx:beforeRequest", ({ detail: { elt, requestConfig } }) => {
  if (elt.matches(KEPT)) {
    showBusy(elt, requestConfig.triggeringEvent?.submitter);
  }
});
document.addEventListener("htmx:afterRequest", ({ detail: { elt, xhr } }) => {
  if (!isAddress(xhr)) {
    release(elt);
  }
});
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { elt, xhr } = event.detail;
  const form = elt.closest?.(KEPT);
  const isPart = SWAPPED.includes(xhr.status) && xhr.responseText && !/<html/i.test(xhr.responseText);
  if (form && !isPart) {
    event.preventDefault();
    receive(form, elt, xhr);
  }
});

async function receive(form, elt, xhr) {
  if (isAddress(xhr)) {
    leaveFor(xhr.getResponseHeader("HX-Redirect"), form);
  } else if (SWAPPED.includes(xhr.status) && isWholePage(xhr.responseText)) {
    showPage({ html: xhr.responseText, status: xhr.status }, form);
  } else {
    const session = await renewSession(xhr.status).catch(() => "none");
    if (session === "own" && elt === form && !renewed.has(form)) {
      renewed.add(form);
      form.requestSubmit();
    } else {
      tell(form, elt, session === "none" ? xhr.status : { own: 400, other: "other" }[session]);
    }
  }
}

// What was asked while somebody typed says so without taking the focus.
const tell = (form, elt, problem) => tellFailure(form, problem, elt === form ? () => form.requestSubmit() : null);

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const form = event.detail.elt.closest(KEPT);
    if (form) {
      tell(form, event.detail.elt, 0);
    }
  });
}
