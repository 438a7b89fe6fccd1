// A link to a place on this page also puts its own address on the clipboard, and a button the text of what it names. Both
// say so for a moment. The button is hidden where there is no clipboard.
const SHOWN_MS = 2000;
for (const button of document.querySelectorAll("[data-copy-text]")) {
  button.hidden = !navigator.clipboard;
}

async function copy(control, text, told) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return;
  }
  if (control.hasAttribute("data-copied")) return;
  const before = [...control.childNodes];
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.textContent = told;
  control.setAttribute("data-copied", "");
  control.replaceChildren(said);
  setTimeout(() => {
    control.removeAttribute("data-copied");
    control.replaceChildren(...before);
  }, SHOWN_MS);
}

document.addEventListener("click", (event) => {
  if (!navigator.clipboard || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = event.target.closest?.("[data-copy-link]");
  if (link) {
    copy(link, link.href, "Link gekopieerd");
  }
  const button = event.target.closest?.("[data-copy-text]");
  if (button) {
    copy(button, document.getElementById(button.dataset.copyText).textContent, "Gekopieerd");
  }
});
