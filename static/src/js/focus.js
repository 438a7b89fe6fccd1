// After a form came back with errors, the summary (or else the first wrong field) takes the focus. After one that was
// accepted what came of it takes it, unless the page was opened at a place or asks something itself.
function focusWhatAsks(root) {
  const target = root.querySelector("[data-focus]") || root.querySelector('form [aria-invalid="true"]');
  if (target) {
    target.focus();
  }
}

function focusWhatHappened() {
  if (!location.hash && !document.querySelector("[data-focus], [autofocus], [aria-invalid]")) {
    document.querySelector(".messages")?.focus({ preventScroll: true });
  }
}

document.addEventListener("DOMContentLoaded", () => {
  focusWhatAsks(document);
  focusWhatHappened();
});
document.addEventListener("htmx:afterSettle", (event) => focusWhatAsks(event.detail.elt));
