// Where the browser goes after a form was answered; what was typed and not sent is never left without a question.
import htmx from "htmx.org";

export const isWholePage = (html) => html.includes('id="inhoud"');
export const KEPT = 'form[method="post"]:not([data-autosave], :has([type="password"]))';
const TYPED = "textarea, input:not([type=hidden], [type=radio], [type=checkbox])";

let accepted = null;

// Typed or chosen and not sent, or sent and refused, or shown once more before it counts.
function isUnsent(form) {
  const isChanged = (one) => (one.type === "file" ? one.files.length > 0 : one.value !== one.defaultValue);
  const isOpen = form.hasAttribute("data-unsent") || form.querySelector("[aria-invalid]");
  return form !== accepted && (isOpen || [...form.querySelectorAll(TYPED)].some(isChanged));
}

// Whether another form of the page holds what would be lost with this one's answer.
export const isBesideUnsent = (form) => [...document.querySelectorAll(KEPT)].some((one) => one !== form && isUnsent(one));

// To a place on the page that is here already the browser would only scroll.
export function leaveFor(url, form) {
  accepted = form;
  const goal = new URL(url, location.href);
  const isHere = goal.hash && goal.href.split("#")[0] === location.href.split("#")[0];
  location.assign(goal);
  if (isHere) {
    history.scrollRestoration = "manual";
    location.reload();
  }
}

// The page that answered a form takes the place of this one, as if the browser had sent it. When it is refused, files
// stay chosen.
export function showPage({ html, status }, form) {
  const chosen = [...form.querySelectorAll('[type="file"]')].filter((one) => status >= 400 && one.files.length > 0);
  history.replaceState({ shown: true }, "");
  history.pushState({ shown: true }, "");
  window.scrollTo({ top: 0, behavior: "instant" });
  htmx.swap(document.body, html, { swapStyle: "innerHTML", swapDelay: 0, settleDelay: 0 });
  for (const input of chosen) {
    const same = [...document.querySelectorAll('[type="file"]')].find((one) => one.id === input.id);
    if (same) {
      same.files = input.files;
    }
  }
  if (document.activeElement === document.body) {
    document.getElementById("inhoud").focus();
  }
}

window.addEventListener("popstate", (event) => event.state?.shown && location.reload());
window.addEventListener("beforeunload", (event) => {
  if ([...document.querySelectorAll(KEPT)].some(isUnsent)) {
    event.preventDefault();
  }
});
