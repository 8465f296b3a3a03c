/* Search over all names: an ARIA combobox whose list comes from the service, or, in
 * the one-file map, from the features that are in the file. */
(function () {
  "use strict";

  const GeoZs = (window.GeoZs = window.GeoZs || {});
  const { el, fill, Region, loadSource } = GeoZs;

  const WAIT_MS = 180;
  /** Kind of a place → the layer that draws it. */
  const LAYER_OF = { league: "leagues", banner: "banners", park: "parks", port: "ports",
    energy_base: "energy_bases", power_plant: "power_plants", airport: "airports",
    rail_node: "rail_nodes", project: "projects" };

  const plain = (text) => String(text || "").normalize("NFKC").toLowerCase()
    .replace(/[\s·•'’-]/g, "");

  /** Readings of the longest garbled name in a text, for a search without a server. */
  function garbledHits(garbled, query) {
    const wanted = plain(query);
    const held = garbled.filter(({ printed }) => wanted.includes(plain(printed)))
      .sort((a, b) => b.printed.length - a.printed.length);
    return held.slice(0, 1).flatMap(({ readings }) => readings)
      .map((reading) => ({ ...reading, is_garbled: true, matched_name: query }));
  }

  /** Names of all embedded layers, for a search without a server. */
  function offlineFinder(region, sources, garbled) {
    let names = null;
    const read = () => Promise.all(sources.map(({ kind, source }) =>
      loadSource(source).then((collection) => collection.features.map((feature) => {
        const p = feature.properties;
        const all = [p.name_zh, p.name_en, p.short_zh, p.name_printed,
          ...(p.aliases || [])];
        return { kind, id: String(p.id), name_zh: p.name_zh, name_en: p.name_en,
          league: p.league, printed: p.name_printed,
          keys: all.filter(Boolean).map(plain) };
      }))));
    return (query) => {
      names = names || read().then((lists) => lists.flat());
      const wanted = plain(query);
      return names.then((all) => all
        .map((each) => ({ each, at: Math.min(...each.keys.map((key) => {
          const found = key.indexOf(wanted);
          return found < 0 ? Infinity : found;
        })) }))
        .filter(({ at }) => at < Infinity)
        .sort((a, b) => a.at - b.at)
        .map(({ each }) => ({ ...each, name_printed: plain(each.printed).includes(wanted) &&
          !plain(each.name_zh).includes(wanted) ? each.printed : null })))
        .then((hits) => (hits.every(({ kind }) => kind === "project")
          ? [...hits, ...garbledHits(garbled, query)] : hits).slice(0, 12));
    };
  }

  /** One finder for the service: the newest question wins, older answers are dropped. */
  function onlineFinder(address, lang) {
    let running = null;
    return (query) => {
      if (running) running.abort();
      running = new AbortController();
      const glue = address.includes("?") ? "&" : "?";
      return fetch(`${address}${glue}limit=12&lang=${lang}&q=${encodeURIComponent(query)}`,
        { signal: running.signal, credentials: "same-origin" })
        .then((answer) => {
          if (!answer.ok) throw new Error(String(answer.status));
          return answer.json();
        })
        .then((answer) => answer.places);
    };
  }

  class Search {
    constructor(region, config) {
      this.region = region;
      this.kinds = config.kinds;
      this.find = config.url ? onlineFinder(config.url, region.lang)
        : offlineFinder(region, config.sources, config.garbled);
      this.hits = [];
      this.active = -1;
      this.id = config.id;
      this.make();
    }

    make() {
      const { text } = this.region;
      this.list = el("ul", { id: `${this.id}-list`, role: "listbox", hidden: true,
        "aria-label": text.search });
      this.status = el("p", { class: "gz-visually-hidden", role: "status" });
      this.input = el("input", { type: "search", id: this.id, role: "combobox",
        autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list",
        "aria-controls": `${this.id}-list`, "aria-expanded": "false",
        "aria-label": text.search, placeholder: text.search_hint, maxlength: "80",
        oninput: () => this.later(), onkeydown: (event) => this.key(event),
        onfocus: () => { if (this.hits.length) this.open(true); } });
      const box = el("div", { class: "gz-search", role: "search" },
        this.input, this.list, this.status);
      box.addEventListener("focusout", (event) => {
        if (!box.contains(event.relatedTarget)) this.open(false);
      });
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      const control = L.control({ position: "topleft" });
      control.onAdd = () => box;
      control.addTo(this.region.map);
    }

    later() {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.ask(), WAIT_MS);
    }

    ask() {
      const query = this.input.value.trim();
      if (!query) { this.hits = []; this.render(""); return; }
      this.find(query).then((hits) => {
        if (this.input.value.trim() !== query) return;
        this.hits = hits;
        this.render(query);
      }).catch((error) => {
        if (error.name === "AbortError") return;
        this.hits = [];
        this.render(query, this.region.text.search_failed);
      });
    }

    render(query, failure) {
      const { text, lang } = this.region;
      this.active = -1;
      this.input.removeAttribute("aria-activedescendant");
      const options = this.hits.map((hit, index) => {
        const name = (lang === "en" ? hit.name_en : hit.name_zh) ||
          hit.name_zh || hit.name_en || hit.id;
        const where = hit.league && hit.kind !== "league"
          ? this.region.places.get(String(hit.league)) : null;
        const about = [this.kinds[hit.kind] || hit.kind, where].filter(Boolean);
        let shown = name;
        if (hit.is_garbled) {
          shown = fill(text.possible_reading, { name });
          about.push(fill(text.printed_as, { name: hit.matched_name }));
        } else if (hit.name_printed) {
          shown = hit.name_printed;
          about.unshift(fill(text.read_as, { name }));
        } else if (hit.matched_name && hit.matched_name !== name) {
          about.push(hit.matched_name);
        }
        return el("li", { role: "option", id: `${this.id}-${index}`,
          "aria-selected": "false",
          onmousedown: (event) => event.preventDefault(),
          onclick: () => this.choose(index) },
        el("span", { class: "gz-hit-name", dir: "auto" }, shown),
        el("span", { class: "gz-hit-about", dir: "auto" }, about.join(" · ")),
        ...this.evidence(hit.reading));
      });
      const none = query && !options.length
        ? failure || fill(text.search_none, { query }) : "";
      this.list.replaceChildren(...options,
        ...(none ? [el("li", { class: "gz-none", role: "presentation" }, none)] : []));
      this.status.textContent = none || (query
        ? fill(text.search_count, { count: options.length }) : "");
      this.open(Boolean(query));
    }

    /** Why a garbled name may be read so, and what speaks against it. */
    evidence(reading) {
      if (!reading) return [];
      const { text } = this.region;
      const lines = [`${reading.confidence_label} · ${reading.reason}`,
        reading.evidence_for && fill(text.speaks_for, { text: reading.evidence_for }),
        reading.evidence_against &&
          fill(text.speaks_against, { text: reading.evidence_against })];
      return lines.filter(Boolean).map((line) =>
        el("span", { class: "gz-hit-about gz-hit-evidence", dir: "auto" }, line));
    }

    open(is) {
      this.list.hidden = !is;
      this.input.setAttribute("aria-expanded", String(is && this.hits.length > 0));
    }

    key(event) {
      if (event.key === "Escape") {
        if (this.list.hidden) this.input.value = "";
        this.open(false);
        event.stopPropagation();
        return;
      }
      if (event.key === "Enter") {
        event.preventDefault();
        if (this.hits.length) this.choose(Math.max(this.active, 0));
        return;
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || !this.hits.length) return;
      event.preventDefault();
      this.open(true);
      this.activate((this.active + step + this.hits.length) % this.hits.length);
    }

    activate(index) {
      const options = this.list.querySelectorAll("[role=option]");
      options.forEach((option, at) =>
        option.setAttribute("aria-selected", String(at === index)));
      this.active = index;
      options[index].scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", options[index].id);
    }

    choose(index) {
      const hit = this.hits[index];
      this.open(false);
      this.region.goTo(hit);
    }
  }

  /** Show a place that the search found, as well as its kind allows. */
  Region.prototype.goTo = function (hit) {
    const name = (this.lang === "en" ? hit.name_en : hit.name_zh) || hit.name_zh;
    const key = LAYER_OF[hit.kind];
    if (key === "leagues" || key === "banners") return this.showArea(key, hit.id);
    const found = this.layers.has(key) ? this.show(key, hit.id) : Promise.resolve(false);
    return found.then((is) => {
      if (is) return true;
      if (Number.isFinite(hit.lon) && Number.isFinite(hit.lat)) {
        this.map.setView([hit.lat, hit.lon], 9, { animate: false });
        if (this.here) this.here.ask(L.latLng(hit.lat, hit.lon));   // a dot, and where
        return true;
      }
      this.say(fill(this.text.no_point, { name }));
      if (hit.banner) return this.showArea("banners", hit.banner);
      return hit.league ? this.showArea("leagues", hit.league) : false;
    });
  };

  Region.prototype.addSearch = function (config) {
    this.search = new Search(this, config);
    return this;
  };
})();
