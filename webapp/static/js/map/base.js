/* The offline base map: land, banner and league borders, and names that thin out. */
(function () {
  "use strict";

  const GeoZs = (window.GeoZs = window.GeoZs || {});
  const { contains, el, Region, loadSource, featureNames } = GeoZs;

  /** Steps in pixels by which a label may stand beside its point, the nearest first. */
  const STEPS = [];
  for (const dy of [0, -15, 15, -26, 26, -38, 38]) {
    for (const dx of [0, -24, 24, -46, 46]) STEPS.push([dx, dy]);
  }
  STEPS.sort((a, b) => Math.hypot(...a) - Math.hypot(...b));

  const meet = (a, b) => a[2] > b[0] && a[0] < b[2] && a[3] > b[1] && a[1] < b[3];

  /** Boxes of the signs and controls that are drawn now, in pixels of the map. */
  function signBoxes(map) {
    const frame = map.getContainer().getBoundingClientRect();
    const signs = map.getPane("markerPane").children;
    const controls = map.getContainer().querySelectorAll(".leaflet-control");
    return [...signs, ...controls].map((icon) => {
      const box = icon.getBoundingClientRect();
      return [box.left - frame.left, box.top - frame.top,
        box.right - frame.left, box.bottom - frame.top];
    });
  }

  const NEAR_PX = 24;   // this far a label may stray into the place next to its own

  /** Tell whether a spot, in pixels, lies in the label's own place or in none. */
  function isAtHome(map, labels, label, x, y) {
    const { lat, lng } = map.containerPointToLatLng([x, y]);
    return contains(label.geometry, lng, lat) ||
      !labels.some((other) => other.kind === label.kind && other !== label &&
        contains(other.geometry, lng, lat));
  }

  /** Show the labels that fit, the important ones first: clear of signs and others. */
  function placeLabels(map, labels) {
    const zoom = map.getZoom();
    const size = map.getSize();
    const wanted = labels.filter((label) => zoom >= label.from && zoom <= label.to);
    for (const label of labels) label.node.hidden = !wanted.includes(label);
    const widths = wanted.map((label) => label.node.offsetWidth);
    const taken = signBoxes(map);
    wanted.forEach((label, index) => {
      const { x, y } = map.latLngToContainerPoint(label.at);
      const half = widths[index] / 2 + 2;
      const boxAt = ([dx, dy]) => [x + dx - half, y + dy - 9, x + dx + half, y + dy + 9];
      const step = x < 0 || y < 0 || x > size.x || y > size.y ? undefined
        : STEPS.find((each) => !taken.some((other) => meet(boxAt(each), other)) &&
          (Math.hypot(...each) <= NEAR_PX ||
            isAtHome(map, labels, label, x + each[0], y + each[1])));
      label.node.hidden = !step;
      if (!step) return;
      label.node.style.translate = `${step[0]}px ${step[1]}px`;
      taken.push(boxAt(step));
    });
  }

  function makeLabel(region, kind, { properties, geometry }, from, to) {
    const at = [properties.label_lat, properties.label_lon];
    const name = featureNames({ name: region.settings.name, lang: region.lang },
      properties);
    const short = region.lang === "zh" && kind === "league" && properties.short_zh;
    const text = short || name.main;
    const node = el("span", { class: `gz-label gz-label-${kind}` }, text);
    L.marker(at, { interactive: false, keyboard: false, pane: "gz-labels",
      icon: L.divIcon({ className: "gz-label-anchor", html: node, iconSize: [0, 0] }),
    }).addTo(region.map);
    return { kind, node, at, from, to, geometry };
  }

  function labelsOf(region, kind, features, from, to) {
    return features.filter((feature) => Number.isFinite(feature.properties.label_lon))
      .sort((a, b) => (b.properties.population_2020 || 0) -
        (a.properties.population_2020 || 0))
      .map((feature) => makeLabel(region, kind, feature, from, to));
  }

  function remember(region, features) {
    for (const { properties } of features) {
      region.places.set(String(properties.id),
        featureNames({ name: region.settings.name, lang: region.lang }, properties).main);
    }
  }

  /** Draw the land; `config` has the sources of leagues and banners and their styles. */
  Region.prototype.addBase = function (config) {
    const { map } = this;
    const labels = [];
    let frame = 0;
    const arrange = () => {
      window.cancelAnimationFrame(frame);
      frame = window.requestAnimationFrame(() => placeLabels(map, labels));
    };
    map.on("zoomend moveend resize", arrange);
    this.on(arrange);                     // layers come and go

    const leagues = loadSource(config.leagues).then((collection) => {
      this.base.leagues = collection.features;
      remember(this, collection.features);
      L.geoJSON(collection, { interactive: false, pane: "gz-land",
        style: { ...config.land, pane: "gz-land" } }).addTo(map);
      L.geoJSON(collection, { interactive: false, pane: "gz-border",
        style: { ...config.league, fill: false, pane: "gz-border" } }).addTo(map);
      labels.unshift(...labelsOf(this, "league", collection.features, 0, 8.6));
      arrange();
    });
    const banners = loadSource(config.banners).then((collection) => {
      this.base.banners = collection.features;
      remember(this, collection.features);
      L.geoJSON(collection, { interactive: false, pane: "gz-land",
        style: { ...config.banner, fill: false, pane: "gz-land" } }).addTo(map);
      labels.push(...labelsOf(this, "banner", collection.features, 7.2, 18));
      arrange();
    });
    this.base.ready = Promise.all([leagues, banners]).catch((error) => {
      console.warn("geo_zs: the base map could not be loaded", error.message);
      this.say(this.text.base_failed);
    });
    return this;
  };

  /** Say something in the map's live region (read out, and shown for a while). */
  Region.prototype.say = function (message) {
    if (!this.live) {
      this.live = el("p", { class: "gz-live", role: "status" });
      this.map.getContainer().append(this.live);
    }
    this.live.textContent = message;
    window.clearTimeout(this.liveTimer);
    this.liveTimer = window.setTimeout(() => { this.live.textContent = ""; }, 6000);
  };

  /** Outline one league or banner for a while and fit the map to it. */
  Region.prototype.showArea = function (level, adcode) {
    this.areaShown = Promise.resolve(this.base.ready).then(() => {
      const feature = (this.base[level] || [])
        .find((each) => String(each.properties.id) === String(adcode));
      if (!feature) return false;
      if (this.outline) this.outline.remove();
      this.outline = L.geoJSON(feature, { interactive: false, pane: "gz-border",
        style: { ...this.settings.outline, pane: "gz-border" } }).addTo(this.map);
      this.fit(this.outline.getBounds(), { maxZoom: 9 });
      return true;
    });
    return this.areaShown;
  };
})();
