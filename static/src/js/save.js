// Saves each field of a form by itself, and never loses one quietly (docs/architecture.md, Saving). Knows nothing about what
// it saves. What a form brings along:
//
//   <form data-autosave action method=post   a POST with X-Autosave: 1 to the form's own action saves one field
//     data-save-sign-in>                     address of the sign-in page, opened in another tab
//   <input type=hidden data-save-version=F   field F saves itself; the value is the version that its next save is based on
//     data-save-stored>                      what is stored, when that is not what the page shows (a proposal)
//   [data-save-error=F]                      line beside field F for what is wrong with it, text in [data-save-error-text]
//   [data-save-failure] (hidden)             the bar "NIET opgeslagen", with [data-save-failure-text], [data-save-link]
//                                            and the button [data-save-retry]
//   [data-save-conflict] (template)          asks which of two values to keep: [data-conflict-at], [data-conflict-yours],
//                                            [data-conflict-stored], buttons [data-conflict-keep=yours|stored]
//   [data-save-state] with [data-save-text]  anywhere on the page, role=status; data-state is saving, saved or failed
//
// Sent are F, version and csrf_token. Answered is JSON: {version, message, parts}, where parts is HTML whose elements
// take the place of those with the same id; or with 409 {problem: "conflict", version, value, stored, yours, at} or
// {problem: "closed", message, href, link}; or with 422 {message}.
import { renewSession } from "./forms/session.js";

const PAUSE_WHILE_TYPING = 800;
const TIME_OUT = 15000;
const SHOW_BUSY_AFTER = 300;
const RETRY_AFTER = [2, 5, 10, 20, 30].map((seconds) => seconds * 1000);
const KEEPALIVE_LIMIT = 30000;

const WORDS = {
  busy: "Bezig met opslaan…",
  failed: "Niet opgeslagen",
  here: "Je keuze staat nog op dit scherm.",
  network: "Je keuze staat nog op dit scherm. Sluit deze pagina niet. We proberen het vanzelf opnieuw.",
  signIn: "Je bent uitgelogd. Je keuze staat nog op dit scherm.",
  signInLink: "Log in op een nieuw tabblad, kom terug en kies Opnieuw proberen.",
  expired: "Je sessie is verlopen. Je keuze staat nog op dit scherm.",
  forbidden: "Je mag dit niet meer opslaan. Kopieer wat je typte en log opnieuw in.",
  gone: "Deze pagina is er niet meer voor jou. Kopieer wat je typte.",
  tooLarge: "Je tekst is te groot om op te slaan. Maak hem korter.",
};

class SavedField {
  constructor(owner, version) {
    this.owner = owner;
    this.version = version;
    this.name = version.dataset.saveVersion;
    this.stored = version.dataset.saveStored ?? this.shownByServer();
    this.changed = this.value !== this.shownByServer();
    this.problem = null;
    this.running = null;
    this.timer = 0;
    this.tries = 0;
  }

  get controls() {
    return [...this.owner.form.elements].filter((control) => control.name === this.name);
  }

  get value() {
    const [first] = this.controls;
    if (first.type === "radio") {
      return this.controls.find((control) => control.checked)?.value ?? "";
    }
    return first.type === "checkbox" ? (first.checked ? first.value : "") : first.value;
  }

  set value(value) {
    for (const control of this.controls) {
      if (control.type === "radio" || control.type === "checkbox") {
        control.checked = control.value === value;
      } else {
        control.value = value;
      }
    }
  }

  shownByServer() {
    const [first] = this.controls;
    if (first.type === "radio" || first.type === "checkbox") {
      return this.controls.find((control) => control.defaultChecked)?.value ?? "";
    }
    return first.defaultValue;
  }

  get isUnsaved() {
    return Boolean(this.running || this.problem || (this.changed && this.value !== this.stored));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE_WHILE_TYPING);
  }

  // One save at a time; what changes meanwhile is sent after it, so that the last value wins.
  save() {
    clearTimeout(this.timer);
    this.running ??= this.sendUntilSaved().finally(() => {
      this.running = null;
      this.owner.show();
    });
    return this.running;
  }

  async sendUntilSaved() {
    while (this.changed && (this.value !== this.stored || this.problem)) {
      const value = this.value;
      this.owner.show();
      const problem = await this.owner.send(this, value);
      this.problem = problem;
      this.owner.showError(this, problem?.kind === "invalid" ? problem.text : "");
      if (problem) {
        this.owner.failed(this, problem);
        return;
      }
      this.tries = 0;
      this.stored = value;
    }
    this.changed = false;
  }
}

class AutosaveForm {
  constructor(form) {
    this.form = form;
    this.fields = [...form.querySelectorAll("[data-save-version]")].map((input) => new SavedField(this, input));
    this.failure = form.querySelector("[data-save-failure]");
    this.state = document.querySelector("[data-save-state]");
    this.message = "";
    this.busyTimer = 0;
    form.addEventListener("input", (event) => this.onInput(event));
    form.addEventListener("change", (event) => this.onChange(event));
    form.addEventListener("click", (event) => this.onClick(event));
    this.failure?.querySelector("[data-save-retry]")?.addEventListener("click", () => this.retry());
    for (const field of this.fields) {
      if (field.changed) {
        field.save();
      }
    }
  }

  get isUnsaved() {
    return this.fields.some((field) => field.isUnsaved);
  }

  get hasFailed() {
    return this.fields.some((field) => field.problem);
  }

  fieldOf(control) {
    return this.fields.find((field) => field.name === control.name);
  }

  onInput(event) {
    const field = this.fieldOf(event.target);
    if (field) {
      field.changed = true;
      if (!["radio", "checkbox"].includes(event.target.type)) {
        field.later();
      }
    }
  }

  onChange(event) {
    const field = this.fieldOf(event.target);
    if (field && !this.isAsking(field)) {
      field.changed = true;
      field.save();
    }
  }

  // Leaving a text to answer which of two to keep is no change: another save would take the question away from
  // under the click.
  isAsking(field) {
    return Boolean(this.conflicts?.has(field)) && field.asked === field.value;
  }

  // A proposal is shown as chosen but is not stored: choosing it is no change for the browser, but it is for us.
  onClick(event) {
    const field = event.target.type === "radio" ? this.fieldOf(event.target) : null;
    if (field && field.value !== field.stored) {
      field.changed = true;
      field.save();
    }
  }

  async flush() {
    await Promise.all(this.fields.filter((field) => field.isUnsaved).map((field) => field.save()));
    return !this.isUnsaved;
  }

  async retry() {
    for (const field of this.fields) {
      field.tries = 0;
    }
    return this.flush();
  }

  async send(field, value) {
    let response;
    try {
      response = await this.post(field, value);
      if ((await renewSession(response.status)) === "own") {
        response = await this.post(field, value);
      }
    } catch {
      return { kind: "network", text: WORDS.network };
    }
    const answer = await response.json().catch(() => null);
    if (response.ok && answer && "version" in answer) {
      field.version.value = answer.version;
      this.message = answer.message;
      this.replaceParts(answer.parts);
      return null;
    }
    return this.problemOf(response, answer, field);
  }

  post(field, value) {
    const body = new URLSearchParams({ [field.name]: value, version: field.version.value, csrf_token: this.token });
    return fetch(this.form.getAttribute("action"), {
      method: "POST",
      headers: { "X-Autosave": "1", "X-CSRFToken": this.token, Accept: "application/json" },
      body,
      redirect: "manual",
      keepalive: value.length < KEEPALIVE_LIMIT,
      signal: AbortSignal.timeout(TIME_OUT),
    });
  }

  get token() {
    return this.form.elements.csrf_token.value;
  }

  problemOf(response, answer, field) {
    if (response.status === 409 && answer?.problem === "conflict") {
      this.askWhich(field, answer);
      return { kind: "conflict", text: WORDS.here };
    }
    if (response.status === 409 && answer?.problem === "closed") {
      return { kind: "closed", text: answer.message, href: answer.href, link: answer.link };
    }
    if (response.status === 422 && answer?.message) {
      return { kind: "invalid", text: answer.message };
    }
    if (response.status === 401) {
      const href = this.form.dataset.saveSignIn;
      return { kind: "signIn", text: WORDS.signIn, href, link: WORDS.signInLink };
    }
    const kind = { 400: "expired", 403: "forbidden", 404: "gone", 413: "tooLarge" }[response.status];
    const wait = Number(response.headers.get("Retry-After")) * 1000 || 0;
    return kind ? { kind, text: WORDS[kind] } : { kind: "network", text: WORDS.network, wait };
  }

  // What may pass by itself is tried again, ever more slowly; the bar says so.
  failed(field, problem) {
    if (problem.kind === "network") {
      const wait = RETRY_AFTER[Math.min(field.tries, RETRY_AFTER.length - 1)];
      field.tries += 1;
      clearTimeout(field.timer);
      field.timer = setTimeout(() => field.save(), Math.max(wait, problem.wait || 0));
    }
  }

  askWhich(field, answer) {
    const template = this.form.querySelector("[data-save-conflict]");
    const question = template.content.firstElementChild.cloneNode(true);
    question.querySelector("[data-conflict-at]").textContent = answer.at;
    question.querySelector("[data-conflict-yours]").textContent = answer.yours;
    question.querySelector("[data-conflict-stored]").textContent = answer.stored;
    this.conflicts ??= new Map();
    this.conflicts.get(field)?.remove();
    this.conflicts.set(field, question);
    field.asked = field.value;
    question.addEventListener("click", (event) => {
      const keep = event.target.closest("[data-conflict-keep]")?.dataset.conflictKeep;
      if (!keep) {
        return;
      }
      question.remove();
      this.conflicts.delete(field);
      field.version.value = answer.version;
      if (keep === "stored") {
        field.value = answer.value;
        field.stored = answer.value;
        field.problem = null;
        field.changed = false;
        this.message = "Opgeslagen";
        this.show();
      } else {
        field.save();
      }
      field.controls.find((control) => control.type !== "radio" || control.checked)?.focus();
    });
    template.after(question);
    question.scrollIntoView({ block: "center" });
  }

  showError(field, text) {
    const line = this.form.querySelector(`[data-save-error="${field.name}"]`);
    if (line) {
      line.querySelector("[data-save-error-text]").textContent = text;
      line.hidden = !text;
      line.parentElement.classList.toggle("utrecht-form-field--invalid", Boolean(text));
      field.controls[0].toggleAttribute("aria-invalid", false);
      if (text) {
        field.controls[0].setAttribute("aria-invalid", "true");
      }
    }
  }

  show() {
    const problem = this.fields.map((field) => field.problem).find(Boolean);
    clearTimeout(this.busyTimer);
    this.showFailure(problem);
    if (problem) {
      this.say("failed", WORDS.failed);
    } else if (this.isUnsaved) {
      if (this.state?.dataset.state !== "saving") {
        this.busyTimer = setTimeout(() => this.say("saving", WORDS.busy), SHOW_BUSY_AFTER);
        this.announced = false;
      }
    } else if (this.message && !this.announced) {
      this.say("saved", this.message);
      this.announced = true;
    }
  }

  // A second save in the same minute has the same words: taken away first, they are announced again.
  say(state, text) {
    if (!this.state || (this.state.dataset.state === state && state === "failed")) {
      return;
    }
    const place = this.state.querySelector("[data-save-text]");
    place.textContent = "";
    this.state.dataset.state = state;
    place.textContent = text;
  }

  showFailure(problem) {
    if (!this.failure) {
      return;
    }
    const isShown = Boolean(problem) && problem.kind !== "conflict";
    if (isShown) {
      const place = this.failure.querySelector("[data-save-failure-text]");
      const link = this.failure.querySelector("[data-save-link]");
      if (place.textContent !== problem.text) {
        place.textContent = problem.text;
      }
      link.hidden = !problem.href;
      link.href = problem.href || "#";
      link.textContent = problem.link || "";
      link.target = problem.kind === "signIn" ? "_blank" : "";
    }
    this.failure.hidden = !isShown;
  }

  replaceParts(html) {
    const template = document.createElement("template");
    template.innerHTML = html || "";
    for (const part of [...template.content.children]) {
      document.getElementById(part.id)?.replaceWith(part);
    }
  }

  showWhatAsks() {
    const place = [...(this.conflicts?.values() ?? [])][0] || (this.failure?.hidden ? null : this.failure);
    place?.scrollIntoView({ block: "center" });
    place?.querySelector("button")?.focus();
  }
}

const forms = [];

function start(root) {
  const found = root.matches?.("form[data-autosave]") ? [root] : [];
  for (const form of [...found, ...root.querySelectorAll("form[data-autosave]")]) {
    if (!forms.some((known) => known.form === form)) {
      forms.push(new AutosaveForm(form));
    }
  }
}

const unsaved = () => forms.filter((one) => one.form.isConnected && one.isUnsaved);

async function flushAll() {
  const waiting = unsaved();
  const results = await Promise.all(waiting.map((one) => one.flush()));
  waiting.find((one, index) => !results[index])?.showWhatAsks();
  return results.every(Boolean);
}

// First save, then go: a link or another form waits for what is under way. When saving failed before, only the
// form itself waits again; for everything else the browser asks whether to leave.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  const leaves = link && !link.target && !link.hasAttribute("download") && !link.getAttribute("href").startsWith("#");
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!leaves || !isPlain || event.defaultPrevented || !unsaved().length || unsaved().some((one) => one.hasFailed)) {
    return;
  }
  event.preventDefault();
  if (await flushAll()) {
    window.location.assign(link.href);
  }
});

document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    const waiting = unsaved();
    if (!waiting.length || form.method === "dialog") {
      return;
    }
    if (!form.matches("form[data-autosave]") && waiting.some((one) => one.hasFailed)) {
      return;
    }
    const submitter = event.submitter;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await flushAll()) {
      form.requestSubmit(submitter);
    }
  },
  true,
);

window.addEventListener("beforeunload", (event) => {
  if (unsaved().length) {
    event.preventDefault();
  }
});

// Going away (another app, another tab) is a good moment to save; coming back one to try again.
function saveOrTryAgain() {
  for (const one of unsaved()) {
    const again = one.fields.filter((field) => field.isUnsaved && (!field.problem || !document.hidden));
    again
      .filter((field) => !["conflict", "closed", "invalid"].includes(field.problem?.kind))
      .forEach((field) => field.save());
  }
}

document.addEventListener("visibilitychange", saveOrTryAgain);
window.addEventListener("focus", saveOrTryAgain);
window.addEventListener("online", () => unsaved().forEach((one) => one.retry()));
document.addEventListener("DOMContentLoaded", () => start(document));
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
