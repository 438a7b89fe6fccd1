// A request that fails is never silent: the bar under the header says so.
// A part that tells about its own failures (the save protocol) carries data-own-failures.
function showFailure(event) {
  const bar = document.getElementById("request-failure");
  if (bar && !(event.target instanceof Element && event.target.closest("[data-own-failures]"))) {
    bar.hidden = false;
  }
}

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, showFailure);
}
document.addEventListener("htmx:afterOnLoad", () => {
  const bar = document.getElementById("request-failure");
  if (bar) {
    bar.hidden = true;
  }
});
