/* The place of a project, set on the map of its form: a point, or an outline.
 *
 * What is saved stands in the fields: longitude and latitude, or the outline as GeoJSON.
 * The map only fills them in and shows what they say.
 */
(function () {
  "use strict";

  const host = document.querySelector("[data-place-map]");
  const field = document.getElementById("f-shape");
  const lon = document.getElementById("f-lon");
  const lat = document.getElementById("f-lat");
  if (!host || !field || !lon || !lat) return;
  host.hidden = false;
  const box = host.querySelector(".leaflet-container");
  const region = box && box.gzRegion;
  if (!region) {
    host.hidden = true;
    return;
  }
  const { L } = window;
  const { drawing, stopDrawing, fill, symbolSvg } = window.GeoZs;
  const { map } = region;
  const words = host.dataset;
  const STYLE = { color: "#d55e00", weight: 2.5, fillOpacity: 0.15, interactive: false };
  const SIGN = { shape: "circle", color: "#b84f00", letter: "", outline: "#ffffff" };
  const NEAR = 9;                        // zoom at which a place is shown
  let outline = null;
  let marker = null;
  map.invalidateSize();

  const degrees = (value) => String(Math.round(value * 1e5) / 1e5);

  function typedPoint() {
    const numbers = [lat.value, lon.value].map((text) => text.trim());
    if (numbers.some((text) => !/^[-+]?\d{1,3}(\.\d+)?$/.test(text))) return null;
    const [y, x] = numbers.map(Number);
    return Math.abs(y) <= 90 && Math.abs(x) <= 180 ? [y, x] : null;
  }

  function typedOutline() {
    try {
      const shape = JSON.parse(field.value);
      const layer = L.geoJSON(shape, { style: () => STYLE, interactive: false });
      return layer.getBounds().isValid() ? layer : null;
    } catch {
      return null;
    }
  }

  function setPoint(point) {
    lat.value = degrees(point[0]);
    lon.value = degrees(point[1]);
    field.value = "";
    show();
    region.say(fill(words.placed, { lon: lon.value, lat: lat.value }));
  }

  /** Draw what the fields say; an outline wins over a point, as it does when saved. */
  function show() {
    if (outline) outline.remove();
    outline = field.value.trim() ? typedOutline() : null;
    if (outline) outline.addTo(map);
    const point = outline ? null : typedPoint();
    if (marker && !point) {
      marker.remove();
      marker = null;
    } else if (marker) {
      marker.setLatLng(point);
    } else if (point) {
      marker = L.marker(point, { draggable: true, title: words.marker, alt: words.marker,
        icon: L.divIcon({ className: "gz-marker place-marker", iconSize: [26, 26],
          html: symbolSvg(SIGN, { size: 26 }) }) }).addTo(map);
      marker.getElement().setAttribute("aria-label", words.marker);
      marker.on("dragend", () => {
        const { lat: y, lng: x } = marker.getLatLng();
        setPoint([y, x]);
      });
    }
    return outline ? outline.getBounds() : point;
  }

  /** Bring the place into view. */
  function look(place) {
    if (!place) return;
    if (Array.isArray(place)) map.setView(place, Math.max(map.getZoom(), NEAR),
      { animate: false });
    else map.fitBounds(place, { padding: [30, 30], maxZoom: 13, animate: false });
  }

  function startPoint(event) {
    const button = event.currentTarget;
    drawing(region, { isPoint: true, style: STYLE,
      words: { ...words, help: words.pointHelp },
      onDone: ([point]) => { setPoint(point); lon.focus(); },
      onStop: () => button.focus() });
  }

  function startOutline(event) {
    const button = event.currentTarget;
    if (outline) outline.remove();
    drawing(region, { words, style: STYLE,
      onDone: (points) => {
        const ring = [...points, points[0]]
          .map(([y, x]) => [Number(degrees(x)), Number(degrees(y))]);
        field.value = JSON.stringify({ type: "Polygon", coordinates: [ring] });
        lon.value = "";
        lat.value = "";
        show();
        region.say(words.drawn);
        field.focus();
      },
      onStop: () => { show(); button.focus(); } });
  }

  function clear() {
    stopDrawing(region);
    for (const each of [field, lon, lat]) each.value = "";
    show();
    region.say(words.cleared);
  }

  const actions = { point: startPoint, draw: startOutline, clear };
  for (const button of host.querySelectorAll("[data-place]")) {
    button.addEventListener("click", actions[button.dataset.place]);
  }
  for (const input of [lon, lat, field]) {
    input.addEventListener("input", show);
    input.addEventListener("change", () => look(show()));
  }
  const fold = host.closest("details");
  const settle = () => {
    map.invalidateSize();
    region.fit([[37.4, 97.1], [53.4, 126.1]]);     // it was hidden, and knew no size
    look(show());
  };
  if (fold) fold.addEventListener("toggle", () => { if (fold.open) settle(); });
  settle();
})();
