// What fails is never silent: the bar under the header says what happened, and after a form that the same can be sent again.
const NOT_SAVED = "NIET opgeslagen.";
const LOST = ["Er kwam geen antwoord.", "We weten niet of het is opgeslagen. Kijk of je internet hebt. Opnieuw versturen mag: het komt er niet dubbel in."];
const OUR_FAULT = ["Waarschijnlijk NIET opgeslagen.", "Er ging iets mis bij ons. Wacht even en probeer het dan opnieuw."];
const WORDS = {
  0: LOST,
  400: [NOT_SAVED, "Je sessie was verlopen, of er ging iets mis bij het versturen."],
  401: [NOT_SAVED, "Je bent uitgelogd. Log in op een nieuw tabblad, kom terug en kies Verstuur opnieuw."],
  403: [NOT_SAVED, "Je mag dit niet of niet meer. Kopieer wat je wilt bewaren."],
  404: [NOT_SAVED, "Wat je wilde veranderen is er niet meer, of niet meer voor jou. Kopieer wat je wilt bewaren."],
  409: [NOT_SAVED, "Dit is ondertussen veranderd. Open deze pagina in een nieuw tabblad, dan zie je hoe het nu is."],
  413: [NOT_SAVED, "Wat je stuurt is te groot. Een bestand mag hoogstens 10 MB zijn. Een lange tekst moet korter."],
  429: [NOT_SAVED, "Je probeerde dit te vaak achter elkaar. Wacht een minuut."],
  503: [NOT_SAVED, "Vakspiegel is even niet bereikbaar. Wacht een paar minuten."],
  file: ["NIET verstuurd.", "Een bestand dat je koos is veranderd of weg. Kies het opnieuw."],
  other: [NOT_SAVED, "Er is nu iemand anders ingelogd. Log in als jezelf op een nieuw tabblad en kom dan terug."],
};
const NEEDS_SIGN_IN = new Set([401, "other"]);
const NOT_FILLED_IN = ["hidden", "submit", "button", "fieldset"];

// `problem` is a status, 0 without an answer, "file" when one is not there any more, or "other" when somebody else is
// signed in now.
export function tellFailure(form, problem, again) {
  const controls = [...form.elements];
  const files = controls.flatMap((one) => [...(one.files ?? [])].map((file) => file.name));
  const [title, text] = WORDS[problem] ?? OUR_FAULT;
  const kept = controls.some((one) => !NOT_FILLED_IN.includes(one.type)) ? " Wat je invulde staat nog op deze pagina." : "";
  const chosen = files.length ? ` Je bestand staat ook nog klaar: ${files.join(", ")}.` : "";
  show(title, text + kept + chosen, { again, isSignInNeeded: NEEDS_SIGN_IN.has(problem) });
}

function show(title, text, { again = null, isSignInNeeded = false } = {}) {
  const bar = document.getElementById("request-failure");
  const button = bar.querySelector("[data-failure-again]");
  bar.querySelector("[data-failure-title]").textContent = title;
  bar.querySelector("[data-failure-text]").textContent = text;
  bar.querySelector("[data-failure-sign-in]").hidden = !isSignInNeeded;
  button.hidden = !again;
  button.onclick = again;
  bar.hidden = false;
  if (again) {
    bar.focus();
  }
}

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => show("Dit is niet gelukt.", "Kijk of je internet hebt en probeer het opnieuw."));
}
document.addEventListener("htmx:afterOnLoad", (event) => {
  if (event.detail.successful) {
    document.getElementById("request-failure").hidden = true;
  }
});
