// After a form came back with errors, the summary (or else the first wrong field) takes the focus.
function focusWhatAsks(root) {
  const target = root.querySelector("[data-focus]") || root.querySelector('form [aria-invalid="true"]');
  if (target) {
    target.focus();
  }
}

document.addEventListener("DOMContentLoaded", () => focusWhatAsks(document));
document.addEventListener("htmx:afterSettle", (event) => focusWhatAsks(event.detail.elt));
