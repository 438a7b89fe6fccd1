// Menus are <details>. Escape and a click beside them close them, and Escape gives the focus back to the button.
const OPEN_MENUS = "details[data-menu][open]";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") {
    return;
  }
  for (const menu of document.querySelectorAll(OPEN_MENUS)) {
    const heldFocus = menu.contains(document.activeElement);
    menu.open = false;
    if (heldFocus) {
      menu.querySelector("summary").focus();
    }
  }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(OPEN_MENUS)) {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  }
});
