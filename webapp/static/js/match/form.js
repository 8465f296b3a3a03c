/* Comforts of the form; without this script it works all the same. */
"use strict";
(function () {
  const form = document.getElementById("match-form");
  const byId = (id) => document.getElementById(id);
  const typed = byId("f-industry_name");
  const chosen = byId("f-industry");
  const land = byId("f-land");
  const unit = byId("f-land_unit");
  const note = byId("land-note");
  const plainNote = note.textContent;
  const tags = new Map(
    Array.from(byId("industry-words").options, (option) => [
      option.value.toLowerCase(), option.dataset.tag,
    ]),
  );

  function choose() {
    const tag = tags.get(typed.value.trim().toLowerCase());
    if (tag) chosen.value = tag;
  }

  function number(value) {
    return value.toLocaleString(document.documentElement.lang, {
      maximumFractionDigits: 2,
    });
  }

  function convert() {
    const amount = Number.parseFloat(land.value.normalize("NFKC").replace(/[,\s]/g, ""));
    if (!Number.isFinite(amount) || amount <= 0) {
      note.textContent = plainNote;
      return;
    }
    const ha = unit.value === "mu" ? amount / 15 : amount;
    note.textContent = note.dataset.pattern
      .replace("{mu}", number(ha * 15))
      .replace("{ha}", number(ha));
  }

  typed.addEventListener("input", choose);
  typed.addEventListener("change", choose);
  chosen.addEventListener("change", () => { typed.value = ""; });
  land.addEventListener("input", convert);
  unit.addEventListener("change", convert);
  convert();

  /* A link to a field opens the folds that the field lies in. */
  function reveal(id) {
    const field = id && byId(id);
    if (!field || !form.contains(field)) return;
    for (let fold = field.closest("details"); fold;
      fold = fold.parentElement.closest("details")) fold.open = true;
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  }
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest('a[href^="#f-"]');
    if (!anchor) return;
    event.preventDefault();
    reveal(anchor.getAttribute("href").slice(1));
  });
  if (window.location.hash.startsWith("#f-")) reveal(window.location.hash.slice(1));

  /* On a narrow screen weights are folded, and only three cards tell their reasons. */
  const weights = byId("weights");
  if (weights && window.matchMedia("(max-width: 62rem)").matches) weights.open = false;
  if (window.matchMedia("(max-width: 48rem)").matches) {
    for (const why of document.querySelectorAll(".rank-card:nth-child(n + 4) .why")) {
      why.open = false;
    }
  }

  /* Two to four places can be compared. */
  document.addEventListener("change", (event) => {
    if (event.target.name !== "ids") return;
    const boxes = [...document.querySelectorAll('input[name="ids"]')];
    const full = boxes.filter((box) => box.checked).length >= 4;
    for (const box of boxes) box.disabled = full && !box.checked;
  });
})();
