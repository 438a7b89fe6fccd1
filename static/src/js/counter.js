// How much room is left in a long text, once that becomes little: said when somebody pauses, not at every letter.
const LITTLE = 200;
const PAUSE = 800;
const timers = new WeakMap();

function said(left) {
  if (left < 0) {
    return left === -1 ? "1 teken te veel." : `${-left} tekens te veel.`;
  }
  return left === 1 ? "Nog 1 teken." : `Nog ${left} tekens.`;
}

function show(field, counter) {
  const left = Number(counter.dataset.most) - [...field.value.replace(/\r\n?/g, "\n").trim()].length;
  counter.hidden = left >= LITTLE;
  const text = counter.hidden ? "" : said(left);
  if (counter.textContent !== text) {
    counter.textContent = text;
  }
}

document.addEventListener("input", (event) => {
  const field = event.target;
  const counter = field.matches("textarea") && document.getElementById(`${field.id}-left`);
  if (counter) {
    clearTimeout(timers.get(field));
    timers.set(
      field,
      setTimeout(() => show(field, counter), PAUSE),
    );
  }
});
