// A link to a place on this page also puts its own address on the clipboard, and says so for a moment.
const SHOWN_MS = 2000;
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("[data-copy-link]");
  if (!link || !navigator.clipboard || event.metaKey || event.ctrlKey || event.shiftKey) return;
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    return;
  }
  if (link.hasAttribute("data-copied")) return;
  const before = [...link.childNodes];
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.textContent = "Link gekopieerd";
  link.setAttribute("data-copied", "");
  link.replaceChildren(said);
  setTimeout(() => {
    link.removeAttribute("data-copied");
    link.replaceChildren(...before);
  }, SHOWN_MS);
});
