// Inside [data-keys] a radio with data-key="2" is chosen by that key, wherever the focus is: not while typing, not with
// Ctrl, Alt or Meta. Leave data-key out to switch the keys off.
const TYPING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit], [type=button])";

document.addEventListener("keydown", (event) => {
  const elsewhere = event.target.closest?.(TYPING) || document.querySelector("dialog[open]");
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || elsewhere) {
    return;
  }
  const radio = [...document.querySelectorAll("[data-keys] input[data-key]")].find((one) => one.dataset.key === event.key);
  if (!radio) {
    return;
  }
  event.preventDefault();
  radio.focus();
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
});
