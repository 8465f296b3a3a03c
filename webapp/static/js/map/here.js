/* "What is here": a click on the map names league and banner and what lies near. */
(function () {
  "use strict";

  const GeoZs = (window.GeoZs = window.GeoZs || {});
  const { el, fill, Region, contains, distanceKm, featureNames, loadSource } = GeoZs;

  const WAIT_MS = 260;   // long enough to see that a click is half of a double click

  /** Answer from the layers of the file, in the shape of the service's answer. */
  function offlineAnswer(region, config) {
    const named = (properties) => featureNames(
      { name: region.settings.name, lang: region.lang }, properties).main;
    const unit = (feature) => feature
      ? { adcode: feature.properties.id, name: named(feature.properties) } : null;
    const nearest = (features, lon, lat) => features
      .filter(({ geometry, properties }) => geometry && !properties.approximate)
      .map(({ geometry, properties }) => ({ id: properties.id, name: named(properties),
        distance_km: distanceKm(lon, lat, ...geometry.coordinates) }))
      .sort((a, b) => a.distance_km - b.distance_km).slice(0, 3);
    return (lon, lat) => region.base.ready.then(() => {
      const inside = (features) => (features || [])
        .find((feature) => contains(feature.geometry, lon, lat));
      const banner = inside(region.base.banners);
      const lists = config.sources.map(({ id, source }) => loadSource(source)
        .then((collection) => ({ id, places: nearest(collection.features, lon, lat) })));
      return Promise.all(lists).then((near) => ({
        league: unit(inside(region.base.leagues)), banner: unit(banner),
        is_outside: !banner, near, without_point: {},
      }));
    });
  }

  function onlineAnswer(region, address) {
    return (lon, lat) => {
      const query = new URLSearchParams({ lon: lon.toFixed(5), lat: lat.toFixed(5),
        lang: region.lang });
      const glue = address.includes("?") ? "&" : "?";
      return fetch(`${address}${glue}${query}`, { credentials: "same-origin" })
        .then((answer) => {
          if (!answer.ok) throw new Error(String(answer.status));
          return answer.json();
        });
    };
  }

  class Here {
    constructor(region, config) {
      this.region = region;
      this.config = config;
      this.answer = config.url ? onlineAnswer(region, config.url)
        : offlineAnswer(region, config);
      this.make();
      this.listen();
    }

    make() {
      const { text, map } = this.region;
      this.body = el("div", { class: "gz-here-body", "aria-live": "polite" });
      this.box = el("section", { class: "gz-here", "aria-label": text.here, hidden: true },
        el("button", { type: "button", class: "gz-close", "aria-label": text.close,
          title: text.close, onclick: () => this.close() }, "×"),
        this.body);
      map.getContainer().addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.close();
      });
      L.DomEvent.disableClickPropagation(this.box);
      L.DomEvent.disableScrollPropagation(this.box);
      map.getContainer().append(this.box);
    }

    listen() {
      const { map } = this.region;
      let closed = false;
      map.on("popupclose", () => {
        closed = true;
        window.setTimeout(() => { closed = false; }, 0);
      });
      map.on("popupopen", () => this.close());
      map.on("click", (event) => {
        if (closed) return;               // this click only closed a popup
        window.clearTimeout(this.timer);
        this.timer = window.setTimeout(() => this.ask(event.latlng.wrap()), WAIT_MS);
      });
      map.on("dblclick", () => window.clearTimeout(this.timer));
    }

    close() {
      window.clearTimeout(this.timer);
      this.box.hidden = true;
      if (this.pin) { this.pin.remove(); this.pin = null; }
      this.asked = null;
    }

    mark(latlng) {
      if (this.pin) this.pin.remove();
      this.pin = L.circleMarker(latlng, { radius: 6, weight: 2, color: "#0b6b5d",
        fillColor: "#ffffff", fillOpacity: 1, interactive: false }).addTo(this.region.map);
    }

    ask(latlng) {
      const { text } = this.region;
      const asked = (this.asked = {});
      this.mark(latlng);
      this.box.hidden = false;
      this.body.replaceChildren(el("p", {}, text.loading));
      this.answer(latlng.lng, latlng.lat).then((here) => {
        if (this.asked === asked) this.show(here, latlng);
      }).catch(() => {
        if (this.asked === asked) {
          this.body.replaceChildren(el("p", {}, text.here_failed));
        }
      });
    }

    show(here, latlng) {
      const { text, lang } = this.region;
      const names = [here.league, here.banner].filter(Boolean).map((unit) => unit.name);
      const title = here.is_outside || !names.length ? text.outside
        : [...new Set(names)].join(lang === "zh" ? " · " : ", ");
      const parts = [el("h2", {}, title),
        el("p", { class: "gz-coordinates" },
          `${latlng.lng.toFixed(4)}° E  ${latlng.lat.toFixed(4)}° N`)];
      if (here.is_on_border) parts.push(el("p", { class: "gz-note" }, text.on_border));
      if (here.nearest_banner) {
        parts.push(el("p", { class: "gz-note" }, fill(text.nearest_banner, {
          name: here.nearest_banner.name, km: here.nearest_banner.distance_km })));
      }
      if (here.league && this.config.league_link) {
        const code = encodeURIComponent(here.league.adcode);
        parts.push(el("p", { class: "gz-links" }, el("a",
          { href: this.config.league_link.replace("{id}", code) },
          fill(text.about_league, { name: here.league.name }))));
      }
      const near = this.config.layers
        .map(({ id, title: heading }) => this.list(id, heading, here)).filter(Boolean);
      if (near.length) {
        parts.push(el("p", { class: "gz-near-head" }, text.near), ...near,
          el("p", { class: "gz-note" }, text.straight_line));
      }
      this.body.replaceChildren(...parts);
    }

    list(id, heading, here) {
      const { text, layers } = this.region;
      const group = here.near.find((each) => each.id === id);
      const places = group ? group.places : [];
      const hidden = (here.without_point[id] || []).length;
      if (!places.length && !hidden) return null;
      const items = places.slice(0, 3).map((place) => {
        const label = layers.has(id)
          ? el("button", { type: "button", class: "gz-link", dir: "auto",
            onclick: () => this.region.show(id, place.id) }, place.name)
          : el("span", { dir: "auto" }, place.name);
        const km = place.distance_km < 10 ? place.distance_km.toFixed(1)
          : String(Math.round(place.distance_km));
        return el("li", {}, label, el("span", { class: "gz-km" }, [
          place.direction, fill(text.km, { km })].filter(Boolean).join(" ")));
      });
      if (hidden) {
        items.push(el("li", { class: "gz-km" },
          fill(text.without_point, { count: hidden })));
      }
      return el("div", { class: "gz-near" }, el("h3", {}, heading),
        el("ul", {}, ...items));
    }
  }

  Region.prototype.addHere = function (config) {
    this.here = new Here(this, config);
    return this;
  };
})();
