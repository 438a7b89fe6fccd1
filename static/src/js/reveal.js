// What appears because of a choice ([data-reveal], shown by CSS) comes into view: it may stand under the bar.
const isShown = (element) => element.getClientRects().length > 0;

document.addEventListener("change", (event) => {
  const revealed = event.target.form?.querySelector("[data-reveal]");
  if (revealed && event.target.type === "radio" && isShown(revealed)) {
    revealed.scrollIntoView({ block: "nearest" });
  }
});
