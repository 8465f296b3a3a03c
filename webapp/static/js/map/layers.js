/* The map itself: layers that are fetched when first shown, their markers, clusters
 * and the state that panel, search and "what is here" share.
 *
 * Folium makes the Leaflet map and calls, for each part it was composed of:
 *   const region = GeoZs.region(map, settings);
 *   region.addBase({...}); region.addLayer({...}); region.addPanel({...}); …
 */
(function () {
  "use strict";

  const GeoZs = (window.GeoZs = window.GeoZs || {});
  const { el, symbolSvg, fill, popupContent, featureNames } = GeoZs;

  const SETTLE_MS = 200;   // signs glide on after a cluster says that it has parted
  const SPREAD = 12;   // a cluster of at most so many is spread out instead of zoomed to

  /** Read GeoJSON from an address, from a data block of the page, or as given. */
  function load(source) {
    if (source.collection) return Promise.resolve(source.collection);
    if (source.block) {
      return Promise.resolve()
        .then(() => JSON.parse(document.getElementById(source.block).textContent));
    }
    return fetch(source.url, { credentials: "same-origin" }).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${source.url}`);
      return answer.json();
    });
  }

  /** The symbol of a feature: by category where the layer has one. */
  function symbolOf(layer, properties) {
    const kinds = layer.symbols;
    const item = kinds.items.find((each) => each.value === properties[kinds.field]);
    const symbol = item || kinds.other;
    return layer.ranked && properties.rank
      ? { ...symbol, letter: String(properties.rank) } : symbol;
  }

  /** Features at one and the same spot get places in a ring round it, in pixels. */
  function spread(features) {
    const spots = new Map();
    for (const feature of features) {
      if (!feature.geometry || feature.geometry.type !== "Point") continue;
      const spot = feature.geometry.coordinates.join();
      if (!spots.has(spot)) spots.set(spot, []);
      spots.get(spot).push(feature);
    }
    for (const group of spots.values()) {
      if (group.length < 2) continue;
      const radius = Math.max(18, group.length * 4.5);
      group.forEach((feature, at) => {
        const angle = (2 * Math.PI * at) / group.length - Math.PI / 2;
        feature.shift = [radius * Math.cos(angle), radius * Math.sin(angle)];
      });
    }
  }

  /** A ring with a number in it: a cluster, or a place that stands for many rows. */
  function countIcon(count, { size, tint, vague, spoken }) {
    const icon = el("span", { style: `--gz-cluster: ${tint}`,
      class: vague ? "gz-cluster-count gz-vague" : "gz-cluster-count" },
    el("span", { "aria-hidden": "true" }, String(count)),
    el("span", { class: "gz-visually-hidden" }, spoken));
    return L.divIcon({ html: icon, className: "gz-cluster", iconSize: [size, size] });
  }

  const countSize = (count) => (count < 10 ? 28 : count < 50 ? 34 : count < 1000 ? 40
    : count < 10000 ? 46 : 52);

  class Region {
    constructor(map, settings) {
      this.map = map;
      this.settings = settings;
      this.text = settings.text;
      this.lang = settings.lang;
      this.layers = new Map();
      this.base = {};
      this.places = new Map(Object.entries(settings.places || {}));
      this.listeners = [];
      this.context = {
        lang: settings.lang,
        htmlLang: settings.html_lang,
        text: settings.text,
        confidence: settings.confidence,
        placeName: (adcode) => this.places.get(adcode),
        placeText: (properties) => this.placeText(properties),
      };
      map.attributionControl.setPrefix(settings.prefix);
      for (const line of settings.credits) map.attributionControl.addAttribution(line);
      this.panes();
      this.controls();
      const far = () => map.getContainer().classList.toggle("gz-far", map.getZoom() < 4.25);
      map.on("zoomend", far);
      if (settings.embedded) this.letPageScroll();
      map.on("popupopen", (event) => this.focusPopup(event.popup));
      map.getContainer().gzRegion = this;
    }

    panes() {
      const levels = [["gz-land", 300], ["gz-border", 310], ["gz-lines", 380],
        ["gz-labels", 390]];
      for (const [name, level] of levels) {
        this.map.createPane(name).style.zIndex = String(level);
      }
      this.map.getPane("gz-labels").style.pointerEvents = "none";
    }

    controls() {
      const { text, map } = this;
      L.control.zoom({ position: "bottomright", zoomInTitle: text.zoom_in,
        zoomOutTitle: text.zoom_out }).addTo(map);
      L.control.scale({ position: "bottomleft", imperial: false }).addTo(map);
      const notice = L.control({ position: this.settings.notice_at || "bottomleft" });
      notice.onAdd = () => el("p", { class: "gz-notice" }, this.settings.notice);
      notice.addTo(map);
      /* Keys reach search and panel first, then the many markers. */
      map.getContainer().prepend(map._controlContainer);
    }

    /** A map inside a page must not catch the wheel or the finger that scrolls it. */
    letPageScroll() {
      const { map } = this;
      const calm = () => {
        map.scrollWheelZoom.disable();
        if (L.Browser.mobile) map.dragging.disable();   // two fingers still move it
      };
      map.on("click focus", () => map.scrollWheelZoom.enable());
      map.on("mouseout", calm);
      map.on("enterFullscreen", () => {
        map.scrollWheelZoom.enable();
        map.dragging.enable();
      });
      map.on("exitFullscreen", calm);
      calm();
    }

    /** "包头市 · 昆都仑区" for a feature; what is not known is left out. */
    placeText(properties) {
      const parts = [properties.league, properties.banner]
        .filter(Boolean).map((code) => this.places.get(String(code)));
      return [...new Set(parts.filter(Boolean))].join(this.lang === "zh" ? "" : ", ");
    }

    on(listener) { this.listeners.push(listener); }

    tell(layer) { for (const listener of this.listeners) listener(layer); }

    focusPopup(popup) {
      const box = popup.getElement();
      const content = box && box.querySelector(".leaflet-popup-content");
      if (!content) return;
      const close = box.querySelector(".leaflet-popup-close-button");
      if (close) {
        close.setAttribute("aria-label", this.text.close);
        close.setAttribute("title", this.text.close);
      }
      content.setAttribute("tabindex", "-1");
      box.onkeydown = (event) => {
        if (event.key === "Escape") this.map.closePopup(popup);
      };
      const before = document.activeElement;
      content.focus({ preventScroll: true });
      popup.once("remove", () => {
        const inside = box.contains(document.activeElement) ||
          document.activeElement === document.body;
        if (inside && before && before.isConnected) before.focus({ preventScroll: true });
      });
    }

    /** Add a layer; it is fetched now if `shown`, else when first shown. */
    addLayer(config) {
      const layer = { ...config, lang: this.lang, state: "waiting", visible: false,
        markers: new Map(), group: null, drawn: 0, unplaced: 0, sources: {} };
      this.layers.set(layer.id, layer);
      if (config.shown) this.setVisible(layer.id, true);
      return this;
    }

    setVisible(id, visible) {
      const layer = this.layers.get(id);
      layer.visible = visible;
      if (!visible) {
        if (layer.group) this.map.removeLayer(layer.group);
        this.tell(layer);
        return Promise.resolve(layer);
      }
      return this.ready(layer).then(() => {
        if (layer.visible && layer.group) layer.group.addTo(this.map);
        this.tell(layer);
        return layer;
      });
    }

    /** Fetch and build a layer once; a failed fetch may be tried again. */
    ready(layer) {
      if (layer.promise) return layer.promise;
      layer.state = "loading";
      this.tell(layer);
      layer.promise = load(layer.source).then((collection) => {
        layer.sources = collection.sources || {};
        const only = layer.only && new Set(layer.only);
        this.build(layer, only ? collection.features.filter(
          (feature) => only.has(String(feature.properties.id))) : collection.features);
        layer.state = "ready";
        this.tell(layer);
      }).catch((error) => {
        layer.state = "failed";
        layer.visible = false;
        layer.promise = null;
        console.warn(`geo_zs: layer ${layer.id} could not be loaded`, error.message);
        this.tell(layer);
      });
      return layer.promise;
    }

    build(layer, features) {
      if (!layer.cluster) spread(features);
      layer.group = layer.cluster ? this.clusterGroup(layer) : L.featureGroup();
      for (const feature of features) {
        const part = feature.geometry ? this.draw(layer, feature) : null;
        if (part) {
          layer.group.addLayer(part);
          layer.markers.set(String(feature.properties.id), part);
          layer.drawn += 1;
        } else {
          layer.unplaced += 1;
        }
      }
    }

    draw(layer, feature) {
      const name = featureNames(layer, feature.properties).main;
      const part = feature.geometry.type === "Point"
        ? this.marker(layer, feature, name)
        : L.geoJSON(feature, { pane: "gz-lines", bubblingMouseEvents: false,
          style: () => ({ ...layer.line, pane: "gz-lines" }) });
      part.bindPopup(() => {
        const { options } = part.getPopup();
        const size = this.map.getSize();
        options.maxHeight = Math.max(160, Math.min(400, size.y * 0.52));
        options.autoPanPaddingTopLeft = [16, 64];        // below the search box
        options.autoPanPaddingBottomRight = [16 + this.panelRoom(), 32];
        return popupContent(layer, feature, this.context);
      }, { maxWidth: 320, minWidth: 220, className: "gz-popup-box" });
      return part;
    }

    marker(layer, feature, name) {
      const { properties, geometry } = feature;
      const [lon, lat] = geometry.coordinates;
      const size = properties.rank ? (properties.rank <= 3 ? 32 : 26) : layer.size;
      const approximate = Boolean(properties.approximate);
      const symbol = symbolOf(layer, properties);
      const shift = feature.shift || [0, 0];
      if (layer.counted) {
        const spoken = [name, `${properties.count} ${layer.title}`]
          .join(this.lang === "zh" ? "，" : ", ");
        return L.marker([lat, lon], { title: spoken, keyboard: true, riseOnHover: true,
          zIndexOffset: properties.count, count: properties.count, vague: approximate,
          icon: countIcon(properties.count, { size: countSize(properties.count),
            tint: layer.tint, vague: approximate, spoken }) });
      }
      const marker = L.marker([lat, lon], {
        title: name,
        keyboard: true,
        riseOnHover: true,
        vague: approximate,
        zIndexOffset: properties.rank ? 1000 - properties.rank : layer.raise || 0,
        icon: L.divIcon({
          className: "gz-marker",
          html: symbolSvg(symbol, { size, approximate }),
          iconSize: [size, size],
          iconAnchor: [size / 2 - shift[0], size / 2 - shift[1]],
          popupAnchor: [shift[0], shift[1] - size / 2],
        }),
      });
      const rank = layer.ranked && properties.rank
        ? fill(this.text.rank, { rank: properties.rank }) : null;
      const parts = [rank, name, layer.title, symbol.label,
        approximate ? this.text.approximate_short : null].filter(Boolean);
      const spoken = [...new Set(parts)].join(this.lang === "zh" ? "，" : ", ");
      marker.on("add", () => {
        const icon = marker.getElement();
        if (icon) icon.setAttribute("aria-label", spoken);
      });
      return marker;
    }

    clusterGroup(layer) {
      const group = L.markerClusterGroup({
        maxClusterRadius: layer.cluster,
        showCoverageOnHover: false,
        spiderLegPolylineOptions: { weight: 1, color: "#6b767b", opacity: 0.7 },
        iconCreateFunction: (cluster) => {
          const count = layer.counted
            ? cluster.getAllChildMarkers().reduce((sum, part) => sum + part.options.count, 0)
            : cluster.getChildCount();
          const vague = cluster.getAllChildMarkers().every((part) => part.options.vague);
          const spoken = fill(this.text.cluster, { count, layer: layer.title });
          return countIcon(count, { size: countSize(count), tint: layer.tint, vague,
            spoken });
        },
      });
      group.on("animationend", () => window.setTimeout(() => this.tell(layer), SETTLE_MS));
      return group;
    }

    /** Centre the map on one feature of a layer, at a zoom that shows its region. */
    focusOn(id, key, zoom) {
      const ready = Promise.all([this.setVisible(id, true), this.areaShown]);
      return ready.then(([layer]) => {
        const part = layer.markers.get(String(key));
        if (part) this.map.setView(part.getLatLng(), zoom, { animate: false });
        else this.say(this.text.not_placed);
        return Boolean(part);
      });
    }

    /** Go to a marker that may be in a cluster, and call `open` when it can be seen. */
    showClustered(group, part, open) {
      const before = this.map.getZoom();
      const zoom = Math.max(before, 8);
      const reveal = () => {
        const parent = group.getVisibleParent(part);
        if (parent && parent !== part && parent.getChildCount() <= SPREAD) {
          group.once("spiderfied", open);
          parent.spiderfy();           // zooming in further would lose the country round
        } else {
          group.zoomToShowLayer(part, open);
        }
      };
      if (zoom === before) {
        this.map.setView(part.getLatLng(), zoom, { animate: false });
        reveal();
      } else {
        group.once("animationend", reveal);      // clusters take a while to part
        this.map.setView(part.getLatLng(), zoom, { animate: false });
      }
    }

    /** Go to one feature of a layer and open its popup. Resolves to whether it was found. */
    show(id, key) {
      const layer = this.layers.get(id);
      if (!layer) return Promise.resolve(false);
      return this.setVisible(id, true).then(() => {
        const part = layer.markers.get(String(key));
        if (!part) return false;
        const open = () => part.openPopup();
        if (layer.cluster && part.getLatLng) {
          this.showClustered(layer.group, part, open);
        } else if (part.getLatLng) {
          this.map.setView(part.getLatLng(), Math.max(this.map.getZoom(), 7),
            { animate: false });
          open();
        } else {
          this.map.fitBounds(part.getBounds(), { maxZoom: 8, animate: false });
          open();
        }
        return true;
      });
    }
  }

  /** Let elements of the page with data-gz-show="layer:id" move the map. */
  function bindPage(region) {
    document.addEventListener("click", (event) => {
      const target = event.target.closest("[data-gz-show]");
      if (!target) return;
      const [layer, ...rest] = target.getAttribute("data-gz-show").split(":");
      event.preventDefault();
      region.show(layer, rest.join(":")).then((found) => {
        if (found) {
          region.map.getContainer().scrollIntoView({ block: "nearest" });
        }
      });
    });
  }

  GeoZs.region = function (map, settings) {
    const region = new Region(map, settings);
    bindPage(region);
    return region;
  };
  Object.assign(GeoZs, { Region, loadSource: load, symbolOf });
})();
