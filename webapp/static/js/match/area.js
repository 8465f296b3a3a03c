/* An area drawn on the map, and kept as text in the form's field. */
(function () {
  "use strict";

  const field = document.getElementById("f-area");
  const tools = document.querySelector("[data-area-tools]");
  const box = document.querySelector(".leaflet-container");
  const region = box && box.gzRegion;
  if (!field || !region) return;
  const { drawing, stopDrawing } = window.GeoZs;
  const { L } = window;
  const { map } = region;
  const words = tools.dataset;
  const STYLE = { color: "#d55e00", weight: 2, dashArray: "6 4", fillOpacity: 0.08,
    interactive: false };
  tools.hidden = false;

  let shape = null;                      // what the field holds

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

  function keep(points) {
    field.value = points.map(([lat, lon]) => `${degrees(lon)},${degrees(lat)}`).join(";");
    show();
    region.say(words.drawn);
    for (let fold = field.closest("details"); fold;
      fold = fold.parentElement.closest("details")) fold.open = true;
    field.focus();
  }

  function start() {
    if (shape) shape.remove();
    drawing(region, { words, style: STYLE, onDone: keep, onStop: () => {
      show();
      tools.querySelector("button").focus();
    } });
  }

  tools.querySelector('[data-area="draw"]').addEventListener("click", start);
  tools.querySelector('[data-area="clear"]').addEventListener("click", () => {
    field.value = "";
    stopDrawing(region);
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
