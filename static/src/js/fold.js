// An address with a place in it opens the folds around that place, also in browsers that don't do so themselves.
function openAround() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const closed = [];
  for (let fold = place?.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
    closed.push(fold);
  }
  if (closed.length > 0) {
    for (const fold of closed) {
      fold.open = true;
    }
    place.scrollIntoView();
  }
}

// On paper all is shown: browsers that don't know ::details-content need it open.
let openedToPrint = [];

window.addEventListener("beforeprint", () => {
  openedToPrint = [...document.querySelectorAll(":is(.fold, .fold--print, .more):not([open], .no-print)")];
  for (const fold of openedToPrint) {
    fold.open = true;
  }
});

window.addEventListener("afterprint", () => {
  for (const fold of openedToPrint) {
    fold.open = false;
  }
});

window.addEventListener("hashchange", openAround);
openAround();
