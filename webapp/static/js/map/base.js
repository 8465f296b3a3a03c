/* The offline base map: land, banner and league borders, and names that thin out. */
(function () {
  "use strict";

  const GeoZs = (window.GeoZs = window.GeoZs || {});
  const { el, Region, loadSource, featureNames } = GeoZs;

  /** Boxes of labels that do not overlap, the important ones first. */
  function placeLabels(map, labels) {
    const taken = [];
    const size = map.getSize();
    for (const label of labels) {
      const zoom = map.getZoom();
      const point = map.latLngToContainerPoint(label.at);
      const half = label.width / 2;
      const box = [point.x - half, point.y - 10, point.x + half, point.y + 10];
      const outside = box[2] < 0 || box[0] > size.x || box[3] < 0 || box[1] > size.y;
      const free = !outside && zoom >= label.from && zoom <= label.to &&
        taken.every((other) => box[2] < other[0] || box[0] > other[2] ||
          box[3] < other[1] || box[1] > other[3]);
      label.node.hidden = !free;
      if (free) taken.push(box);
    }
  }

  function makeLabel(region, kind, properties, at, from, to) {
    const name = featureNames({ name: region.settings.name, lang: region.lang },
      properties);
    const short = region.lang === "zh" && kind === "league" && properties.short_zh;
    const text = short || name.main;
    const node = el("span", { class: `gz-label gz-label-${kind}` }, text);
    const letter = region.lang === "zh" ? 15 : 7.5;
    L.marker(at, { interactive: false, keyboard: false, pane: "gz-labels",
      icon: L.divIcon({ className: "gz-label-anchor", html: node, iconSize: [0, 0] }),
    }).addTo(region.map);
    return { node, at, from, to, width: text.length * letter + 12 };
  }

  function labelsOf(region, kind, features, from, to) {
    return features.filter((feature) => Number.isFinite(feature.properties.label_lon))
      .sort((a, b) => (b.properties.population_2020 || 0) -
        (a.properties.population_2020 || 0))
      .map(({ properties }) => makeLabel(region, kind, properties,
        [properties.label_lat, properties.label_lon], from, to));
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
    const arrange = () => placeLabels(map, labels);
    map.on("zoomend moveend resize", arrange);

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
