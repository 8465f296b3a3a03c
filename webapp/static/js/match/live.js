/* Weights that move: ranks anew at once, and fetches the explanations on release. */
(function () {
  "use strict";

  const values = JSON.parse(document.getElementById("match-live").textContent);
  const { rank } = window.GeoZsRank;
  const { texts } = values;
  const line = document.getElementById("live-line");
  const sliders = [...document.querySelectorAll("input[data-criterion]")];
  const REST_MS = 300;                 // explanations are fetched once weights rest
  const SAY_MS = 400;                  // and so is the new order read out

  const fill = (text, parts) =>
    text.replace(/\{(\w+)\}/g, (all, name) => (name in parts ? parts[name] : all));
  const digits = (score) => score.toFixed(3);
  const between = (low, high) => (low === high ? low : `${low}–${high}`);
  const placeOf = new Map();
  values.places.forEach((sites, place) => {
    for (const site of sites) placeOf.set(site.id, place);
  });

  /* What the link asks for: criterion → percent, as text. */
  const asked = new Map();
  const link = new URLSearchParams(window.location.search);
  for (const name of values.criteria) {
    if (name in values.given) {
      asked.set(name, link.get(`w_${name}`) || String(values.given[name] * 100));
    }
  }
  const given = () => Object.fromEntries(
    [...asked].map(([name, percent]) => [name, Number(percent) / 100]));

  let now = rank(values, given());

  /** Rows of the table, or cards, by place. */
  function parts(selector, name) {
    const found = new Map();
    for (const part of document.querySelectorAll(selector)) {
      found.set(placeOf.get(part.dataset[name]), part);
    }
    return found;
  }

  function write(part, name, text) {
    const node = part.querySelector(`[data-live="${name}"]`);
    if (node) node.textContent = text;
  }

  function place(picture, spot, low, mark, high) {
    const span = picture.querySelector(spot);
    span.setAttribute("x", low);
    span.setAttribute("width", Math.max(high - low, 0.6));
    picture.querySelector(".interval-mark").setAttribute("x", mark);
  }

  const percent = (share) => 100 * Math.min(Math.max(share, 0), 1);

  function drawRow(row, entry, total) {
    const span = Math.max(total - 1, 1);
    const at = (one) => (100 * (one - 1)) / span;
    write(row, "rank", entry.rank);
    write(row, "score", digits(entry.score));
    write(row, "interval", `${digits(entry.low)}–${digits(entry.high)}`);
    write(row, "range", between(entry.best, entry.worst));
    const [scores, ranks] = row.querySelectorAll(".interval");
    place(scores, ".interval-span", percent(entry.low), percent(entry.score),
      percent(entry.high));
    place(ranks, ".range-span", at(entry.best), at(entry.rank), at(entry.worst));
    row.classList.toggle("is-beyond", entry.rank > values.top);
    const name = values.names[entry.site.id];
    const anchor = row.querySelector('[data-live="name"]');
    if (name) {
      anchor.firstElementChild.textContent = name.text;
      anchor.setAttribute("href", name.href);
    }
  }

  function inOrder(list, wanted) {
    wanted.forEach((part, at) => {
      if (list.children[at] !== part) list.insertBefore(part, list.children[at] || null);
    });
  }

  function drawTable(entries) {
    const rows = parts("#board tbody tr", "site");
    for (const entry of entries) drawRow(rows.get(entry.place), entry, entries.length);
    inOrder(document.querySelector("#board tbody"),
      entries.map((entry) => rows.get(entry.place)));
  }

  function drawCards(entries) {
    const cards = parts("[data-card]", "card");
    const shown = entries.filter((entry) => cards.has(entry.place));
    for (const entry of shown) {
      const card = cards.get(entry.place);
      write(card, "rank", entry.rank);
      write(card, "score", digits(entry.score));
    }
    const list = document.querySelector(".ranking");
    if (list) inOrder(list, shown.map((entry) => cards.get(entry.place)));
  }

  /** Numbers of the markers: the first ones are large and numbered, the others small. */
  function drawMap(entries) {
    const box = document.querySelector(".leaflet-container");
    const region = box && box.gzRegion;
    const layer = region && region.layers.get("ranked");
    if (!layer) return;
    layer.promise.then(() => {
      const features = new Map(layer.source.collection.features.map(
        (feature) => [placeOf.get(String(feature.properties.id)), feature.properties]));
      const markers = new Map([...layer.markers].map(
        ([id, marker]) => [placeOf.get(id), marker]));
      for (const entry of entries) {
        const about = features.get(entry.place);
        if (!about) continue;
        const isFirst = entry.rank <= values.top;
        about.rank = isFirst ? entry.rank : undefined;
        about.score = digits(entry.score);
        about.score_range = `${digits(entry.low)}–${digits(entry.high)}`;
        about.rank_range = `${entry.best}–${entry.worst}`;
        const marker = markers.get(entry.place);
        if (marker) drawMarker(region, layer, marker, about, isFirst ? entry.rank : 0);
      }
    });
  }

  function drawMarker(region, layer, marker, about, number) {
    if (marker.gzNumber === number) return;
    marker.gzNumber = number;
    const { symbolOf, symbolSvg } = window.GeoZs;
    const size = number ? (number <= 3 ? 32 : 26) : layer.size;
    const old = marker.options.icon.options;
    const shift = [0, 1].map((at) => old.iconSize[at] / 2 - old.iconAnchor[at]);
    marker.setIcon(window.L.divIcon({
      className: old.className,
      html: symbolSvg(symbolOf(layer, about),
        { size, approximate: marker.options.vague }),
      iconSize: [size, size],
      iconAnchor: [size / 2 - shift[0], size / 2 - shift[1]],
      popupAnchor: [shift[0], shift[1] - size / 2],
    }));
    marker.setZIndexOffset(number ? 1000 - number : layer.raise || 0);
    const icon = marker.getElement();
    if (!icon) return;
    const rankText = number ? fill(region.text.rank, { rank: number }) : null;
    icon.setAttribute("aria-label", [rankText, marker.options.title, layer.title]
      .filter(Boolean).join(region.lang === "zh" ? "，" : ", "));
  }

  function drawSliders(weights) {
    for (const slider of sliders) {
      const name = slider.dataset.criterion;
      const share = weights[values.criteria.indexOf(name)];
      const percentNow = (100 * share).toFixed(1);
      document.querySelector(`[data-share="${name}"]`).textContent =
        share > 0 ? ` · ${fill(texts.share, { value: `${percentNow}%` })}` : "";
      slider.closest(".slider").classList.toggle("is-moved", asked.has(name));
      document.querySelector(`output[for="${slider.id}"]`).textContent =
        `${asked.get(name) || slider.value}%`;
    }
  }

  let saying = 0;
  function say(text) {
    window.clearTimeout(saying);
    saying = window.setTimeout(() => { line.textContent = text; }, SAY_MS);
  }

  function summary(before) {
    const old = new Map(before.entries.map((entry) => [entry.place, entry.rank]));
    const moved = now.entries.filter((entry) => old.get(entry.place) !== entry.rank);
    const [top] = now.entries;
    const row = parts("#board tbody tr", "site").get(top.place);
    const name = row.querySelector('[data-live="name"]').textContent;
    return `${fill(texts.first, { name, score: digits(top.score) })}${texts.comma}${
      moved.length ? fill(texts.moved, { count: moved.length }) : texts.same}`;
  }

  let start = now;                      // the order that the page came with
  let frame = 0;
  function draw() {
    frame = 0;
    const next = rank(values, given());
    if (!next) {
      window.clearTimeout(saying);
      line.textContent = texts.zero;
      return;
    }
    now = next;
    drawTable(now.entries);
    drawCards(now.entries);
    drawMap(now.entries);
    drawSliders(now.weights);
    document.body.classList.add("is-moving");
    say(summary(start));
  }
  const soon = () => { if (!frame) frame = window.requestAnimationFrame(draw); };

  function move(slider) {
    const name = slider.dataset.criterion;
    if (slider.value === slider.dataset.usual) asked.delete(name);
    else asked.set(name, slider.value);
    soon();
  }

  /* --- the link, and the explanations that belong to it ------------------------- */

  const here = document.getElementById("here-link");
  function address() {
    const url = new URL(here.href);
    const names = [...url.searchParams.keys()];
    for (const name of names) {
      if (name.startsWith("w_") || name === "weights_of") url.searchParams.delete(name);
    }
    for (const [name, share] of asked) url.searchParams.append(`w_${name}`, share);
    const industry = url.searchParams.get("industry");
    if (asked.size && industry) url.searchParams.append("weights_of", industry);
    return url.pathname + url.search;
  }

  let resting = 0;
  let asking = null;
  function rest() {
    if (!here) return;                  // too long for a link: only the order is live
    window.clearTimeout(resting);
    resting = window.setTimeout(refresh, REST_MS);
  }

  function refresh() {
    if (!rank(values, given())) return;
    const target = address();
    if (asking) asking.abort();
    asking = new AbortController();
    window.history.replaceState(null, "", target);
    fetch(target, { signal: asking.signal, credentials: "same-origin" })
      .then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text();
      })
      .then((html) => take(new DOMParser().parseFromString(html, "text/html")))
      .catch((error) => {
        if (error.name !== "AbortError") line.textContent = texts.failed;
      });
  }

  /** Take over the parts that the server made for the weights of now. */
  function take(page) {
    const ticked = [...document.querySelectorAll('input[name="ids"]:checked')]
      .map((box) => box.value);
    const open = [...document.querySelectorAll("[data-card] .rank-details[open]")]
      .map((fold) => fold.closest("[data-card]").dataset.card);
    const top = document.querySelector(".board-wrap").scrollTop;
    for (const part of document.querySelectorAll("[data-part]")) {
      const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
      if (fresh) part.replaceChildren(...fresh.childNodes);
    }
    for (const id of ticked) {
      const box = document.querySelector(`input[name="ids"][value="${CSS.escape(id)}"]`);
      if (box) box.checked = true;
    }
    for (const id of open) {
      const card = document.querySelector(`[data-card="${CSS.escape(id)}"]`);
      if (card) card.querySelector(".rank-details").open = true;
    }
    document.querySelector(".board-wrap").scrollTop = top;
    const other = page.querySelector(".lang-switch");
    if (other && other.href) document.querySelector(".lang-switch").href = other.getAttribute("href");
    document.body.classList.remove("is-moving");
    start = now;
  }

  for (const slider of sliders) {
    slider.addEventListener("input", () => move(slider));
    slider.addEventListener("change", () => { move(slider); rest(); });
  }
  document.querySelector("[data-weights-reset]").addEventListener("click", (event) => {
    event.preventDefault();
    asked.clear();
    for (const slider of sliders) slider.value = slider.dataset.usual;
    draw();
    rest();
  });
  document.querySelector(".weights-go").hidden = Boolean(here);
  window.GeoZsLive = { values, state: () => now };
})();
