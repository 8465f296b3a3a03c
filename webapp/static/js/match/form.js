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
    const amount = Number.parseFloat(land.value);
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

  for (const slider of form.querySelectorAll("input[type=range]")) {
    const output = form.querySelector(`output[for="${slider.id}"]`);
    slider.addEventListener("input", () => { output.textContent = `${slider.value}%`; });
  }

  /* Only what was filled in goes into the link, so that it stays short. */
  form.addEventListener("submit", () => {
    for (const field of form.elements) {
      const isUnchanged = field.type === "range" && field.value === field.dataset.usual;
      const isEmpty = field.name && field.value === "" && field.type !== "checkbox";
      if (isUnchanged || isEmpty) field.disabled = true;
    }
    if (chosen.value) typed.disabled = true;
    if (!land.value) unit.disabled = true;
  });
  window.addEventListener("pageshow", () => {
    for (const field of form.elements) field.disabled = false;
  });

  /* On a narrow screen the answer comes first, with the reasons of the first three. */
  const side = document.querySelector(".side-fold");
  if (side && window.matchMedia("(max-width: 62rem)").matches) side.open = false;
  if (window.matchMedia("(max-width: 48rem)").matches) {
    for (const why of document.querySelectorAll(".rank-card:nth-child(n + 4) .why")) {
      why.open = false;
    }
  }
})();
