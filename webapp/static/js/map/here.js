/* "What is here": a click on the map names league and banner and what lies near. */
(function () {
  "use strict";

  const GeoZs = (window.GeoZs = window.GeoZs || {});
  const { el, fill, Region, contains, distanceKm, featureNames, loadSource } = GeoZs;

  const WAIT_MS = 260;   // long enough to see that a click is half of a double click

  /** Answer from the layers of the file: used where there is no service. */
  function offlineAnswer(region, config) {
    return (lon, lat) => region.base.ready.then(() => {
      const inside = (features) => (features || [])
        .find((feature) => contains(feature.geometry, lon, lat));
      const banner = inside(region.base.banners);
      const league = inside(region.base.leagues);
      const lists = config.sources.map(({ id, source }) =>
        loadSource(source).then((collection) => ({ id, places: collection.features
          .filter(({ geometry, properties }) => geometry && !properties.approximate)
          .map(({ geometry, properties }) => ({ ...properties,
            distance_km: distanceKm(lon, lat, ...geometry.coordinates) }))
          .sort((a, b) => a.distance_km - b.distance_km).slice(0, 3) })));
      return Promise.all(lists).then((near) => ({
        league: league ? league.properties : null,
        banner: banner ? banner.properties : null,
        outside: !banner, near,
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
      this.box.addEventListener("keydown", (event) => {
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

    nameOf(place) {
      return featureNames({ name: this.region.settings.name, lang: this.region.lang },
        place).main;
    }

    show(here, latlng) {
      const { text, lang } = this.region;
      const names = [here.league, here.banner].filter(Boolean)
        .map((place) => this.nameOf(place));
      const title = here.outside || !names.length ? text.outside
        : [...new Set(names)].join(lang === "zh" ? " · " : ", ");
      const parts = [el("h3", {}, title),
        el("p", { class: "gz-coordinates" },
          `${latlng.lng.toFixed(4)}° E  ${latlng.lat.toFixed(4)}° N`)];
      if (here.is_on_border) parts.push(el("p", { class: "gz-note" }, text.on_border));
      const link = here.league && this.config.league_link;
      if (link) {
        const code = here.league.adcode || here.league.id;
        parts.push(el("p", { class: "gz-links" }, el("a",
          { href: link.replace("{id}", encodeURIComponent(code)) },
          fill(text.about_league, { name: this.nameOf(here.league) }))));
      }
      const near = this.config.layers.map(({ id, title: heading }) => {
        const group = here.near.find((each) => each.id === id);
        return group && group.places.length ? this.list(id, heading, group.places) : null;
      });
      if (near.some(Boolean)) {
        parts.push(el("p", { class: "gz-near-head" }, text.near), ...near.filter(Boolean),
          el("p", { class: "gz-note" }, text.straight_line));
      }
      this.body.replaceChildren(...parts);
    }

    list(id, heading, places) {
      const { text, layers } = this.region;
      const items = places.map((place) => {
        const name = this.nameOf(place);
        const label = layers.has(id)
          ? el("button", { type: "button", class: "gz-link",
            onclick: () => this.region.show(id, place.id) }, name)
          : el("span", {}, name);
        const km = place.distance_km < 10 ? place.distance_km.toFixed(1)
          : String(Math.round(place.distance_km));
        return el("li", {}, label,
          el("span", { class: "gz-km" }, fill(text.km, { km })));
      });
      return el("div", { class: "gz-near" }, el("h4", {}, heading),
        el("ul", {}, ...items));
    }
  }

  Region.prototype.addHere = function (config) {
    this.here = new Here(this, config);
    return this;
  };
})();
