// A form with data-confirm="Question?" asks before it posts; data-confirm-yes names the button that goes on.
// Without this script the form posts at once, so the server must be able to undo or ask again.
function ask(question, yes) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "confirm-question");
  const form = document.createElement("form");
  form.method = "dialog";
  form.className = "dialog__body";
  const text = document.createElement("p");
  text.id = "confirm-question";
  text.className = "h3";
  text.textContent = question;
  const buttons = document.createElement("div");
  buttons.className = "form-actions";
  for (const [label, value, look] of [
    [yes, "yes", "primary-action"],
    ["Nee, terug", "no", "secondary-action"],
  ]) {
    const button = document.createElement("button");
    button.value = value;
    button.className = `utrecht-button utrecht-button--${look}`;
    button.textContent = label;
    buttons.append(button);
  }
  form.append(text, buttons);
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes");
      dialog.remove();
    });
  });
}

document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    if (!form.matches("form[data-confirm]") || form.dataset.confirmed) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    const submitter = event.submitter;
    if (await ask(form.dataset.confirm, form.dataset.confirmYes || "Ja, ga door")) {
      form.dataset.confirmed = "yes";
      form.requestSubmit(submitter);
      delete form.dataset.confirmed;
    } else if (submitter) {
      submitter.focus();
    }
  },
  true,
);
