// A form that HTMX sends keeps its page as well: a refusal about the session leads nowhere else, and an error is told.
import { tellFailure } from "./failures.js";
import { isWholePage, KEPT, leaveFor, showPage } from "./leave.js";
import { renewSession } from "./session.js";

const SWAPPED = [200, 409, 422];

document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { elt, xhr } = event.detail;
  const form = elt.closest?.(KEPT);
  if (form && !(SWAPPED.includes(xhr.status) && xhr.responseText && !isWholePage(xhr.responseText))) {
    event.preventDefault();
    receive(form, elt, xhr);
  }
});

async function receive(form, elt, xhr) {
  const url = xhr.getResponseHeader("HX-Redirect");
  if (xhr.status < 400 && url) {
    leaveFor(url, form);
  } else if (SWAPPED.includes(xhr.status) && xhr.responseText) {
    showPage(xhr.responseText, form);
  } else {
    const session = await renewSession(xhr.status).catch(() => "none");
    tell(form, elt, session === "none" ? xhr.status : { own: 400, other: "other" }[session]);
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
