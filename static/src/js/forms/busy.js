// A form that is being sent says so on its button, and is not sent twice.
const SHOW_AFTER = 400;
const WORDS = "Bezig met versturen…";

const busy = new Map();

export const isBusy = (form) => busy.has(form);
export const release = (form) => busy.get(form)?.();

export function showBusy(form, submitter) {
  const label = submitter ? [...submitter.childNodes] : [];
  const state = document.getElementById("request-state");
  const timer = setTimeout(() => {
    submitter?.setAttribute("aria-disabled", "true");
    submitter?.replaceChildren(WORDS);
    state.textContent = WORDS;
  }, SHOW_AFTER);
  form.setAttribute("aria-busy", "true");
  busy.set(form, () => {
    clearTimeout(timer);
    busy.delete(form);
    form.removeAttribute("aria-busy");
    submitter?.removeAttribute("aria-disabled");
    submitter?.replaceChildren(...label);
    state.textContent = "";
  });
}

// A page that comes out of the browser's memory waits for nothing any more.
window.addEventListener("pageshow", () => busy.forEach((end) => end()));
