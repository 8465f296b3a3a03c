/* An area drawn on the map, and kept as text in the form's field. */
(function () {
  "use strict";

  const field = document.getElementById("f-area");
  const tools = document.querySelector("[data-area-tools]");
  const box = document.querySelector(".leaflet-container");
  const region = box && box.gzRegion;
  if (!field || !region) return;
  const { el, fill } = window.GeoZs;
  const { L } = window;
  const { map } = region;
  const words = tools.dataset;
  const STYLE = { color: "#d55e00", weight: 2, dashArray: "6 4", fillOpacity: 0.08,
    interactive: false };
  const STEP = 60;                       // pixels that an arrow key moves the map
  tools.hidden = false;

  let shape = null;                      // what the field holds
  let drawing = null;                    // what is being drawn

  /** Corners as [lat, lon] of the text; empty if it cannot be read. */
  function corners(text) {
    const pairs = text.replace(/，/g, ",").replace(/[；\n]/g, ";").split(";")
      .map((part) => part.trim()).filter(Boolean)
      .map((part) => part.split(/[,\s]+/).map(Number));
    if (pairs.length === 1 && pairs[0].length === 4) {
      const [west, south, east, north] = pairs[0];
      return [[south, west], [south, east], [north, east], [north, west]];
    }
    const good = pairs.every((pair) => pair.length === 2 && pair.every(Number.isFinite));
    return good ? pairs.map(([lon, lat]) => [lat, lon]) : [];
  }

  function show() {
    if (shape) shape.remove();
    const points = corners(field.value);
    shape = points.length >= 3 ? L.polygon(points, STYLE).addTo(map) : null;
  }

  const degrees = (value) => String(Math.round(value * 1e4) / 1e4);

  function stop() {
    if (!drawing) return;
    drawing.cover.remove();
    drawing.bar.remove();
    box.classList.remove("is-drawing");
    if (drawing.line) drawing.line.remove();
    drawing = null;
  }

  function redraw() {
    if (drawing.line) drawing.line.remove();
    const make = drawing.points.length < 3 ? L.polyline : L.polygon;
    drawing.line = make(drawing.points, STYLE).addTo(map);
    drawing.count.textContent = fill(words.points, { count: drawing.points.length });
    drawing.done.disabled = drawing.points.length < 3;
  }

  function add(point) {
    drawing.points.push([point.lat, point.lng]);
    redraw();
  }

  function undo() {
    drawing.points.pop();
    redraw();
  }

  function finish() {
    if (drawing.points.length < 3) return;
    field.value = drawing.points
      .map(([lat, lon]) => `${degrees(lon)},${degrees(lat)}`).join(";");
    stop();
    show();
    region.say(words.drawn);
    for (let fold = field.closest("details"); fold;
      fold = fold.parentElement.closest("details")) fold.open = true;
    field.focus();
  }

  function onKey(event) {
    const moves = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP],
      ArrowDown: [0, STEP] };
    if (moves[event.key]) map.panBy(moves[event.key], { animate: false });
    else if (event.key === "Enter" || event.key === " ") add(map.getCenter());
    else if (event.key === "Backspace") undo();
    else if (event.key === "Escape") { stop(); show(); tools.querySelector("button").focus(); }
    else if (event.key === "+" || event.key === "=") map.zoomIn(1, { animate: false });
    else if (event.key === "-") map.zoomOut(1, { animate: false });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function start() {
    stop();
    if (shape) shape.remove();
    let down = null;
    const cover = el("div", { class: "area-cover", tabindex: "0", role: "application",
      "aria-label": words.help });
    cover.addEventListener("pointerdown", (event) => {
      down = [event.clientX, event.clientY];
    });
    cover.addEventListener("click", (event) => {
      event.stopPropagation();
      const moved = down && Math.hypot(event.clientX - down[0], event.clientY - down[1]);
      if (moved > 5) return;             // the map was dragged
      add(map.containerPointToLatLng(map.mouseEventToContainerPoint(event)));
    });
    cover.addEventListener("dblclick", (event) => event.stopPropagation());
    cover.addEventListener("keydown", onKey);
    const count = el("span", { role: "status" });
    const done = el("button", { type: "button", class: "button", onclick: finish },
      words.done);
    const bar = el("div", { class: "area-bar" }, el("p", {}, words.help), count,
      el("span", { class: "actions" }, done,
        el("button", { type: "button", class: "button button-quiet", onclick: undo },
          words.undo),
        el("button", { type: "button", class: "button button-quiet",
          onclick: () => { stop(); show(); } }, words.cancel)));
    cover.append(el("span", { class: "area-cross", "aria-hidden": "true" }));
    box.append(cover);
    box.classList.add("is-drawing");
    (box.closest(".map-frame") || box).after(bar);   // never over the map
    drawing = { cover, bar, count, done, points: [], line: null };
    redraw();
    box.scrollIntoView({ block: "center" });
    bar.scrollIntoView({ block: "nearest" });
    cover.focus({ preventScroll: true });
  }

  tools.querySelector('[data-area="draw"]').addEventListener("click", start);
  tools.querySelector('[data-area="clear"]').addEventListener("click", () => {
    field.value = "";
    stop();
    show();
  });
  field.addEventListener("input", show);
  const fold = box.closest("details");
  if (fold) {
    fold.addEventListener("toggle", () => {
      map.invalidateSize();
      if (fold.open && !shape) map.fitBounds([[37.4, 97.1], [53.4, 126.1]]);
      if (shape) map.fitBounds(shape.getBounds(), { padding: [20, 20] });
    });
  }
  show();
})();
