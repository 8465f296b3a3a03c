/* One panel for layers and legend: grouped, and a layer's signs show while it does. */
(function () {
  "use strict";

  const GeoZs = (window.GeoZs = window.GeoZs || {});
  const { el, fill, symbolSvg, Region } = GeoZs;

  const NARROW_PX = 1100;   // a map narrower than this starts with the panel closed
  const NOTICE_PX = 28;     // room for the notice where it stands on top

  /** The signs of a layer: one line for each category it has. */
  function legendOf(layer) {
    const items = [...layer.symbols.items];
    if (items.length && layer.symbols.other.label) items.push(layer.symbols.other);
    const lines = items.map((item) => el("li", {},
      symbolSvg(item, { size: 20 }), el("span", {}, item.label)));
    return lines.length ? el("ul", { class: "gz-signs" }, ...lines) : null;
  }

  function stateText(layer, text) {
    if (layer.state === "loading") return text.loading;
    if (layer.state === "failed") return text.failed;
    if (layer.state === "ready" && layer.visible && layer.unplaced) {
      return fill(text.unplaced, { count: layer.unplaced });
    }
    return "";
  }

  function row(region, id) {
    const layer = region.layers.get(id);
    const { text } = region;
    const box = el("input", { type: "checkbox", id: `gz-layer-${id}`,
      onchange: (event) => region.setVisible(id, event.target.checked) });
    const sign = layer.symbols.items[0] || layer.symbols.other;
    const state = el("p", { class: "gz-state", role: "status" });
    const legend = legendOf(layer);
    const detail = el("div", { class: "gz-layer-detail", hidden: true }, legend,
      layer.note ? el("details", { class: "gz-about" },
        el("summary", {}, text.about_layer), el("p", { class: "gz-note" }, layer.note))
        : null);
    const line = el("div", { class: "gz-layer" },
      el("div", { class: "gz-layer-head" }, box,
        el("label", { for: box.id },
          symbolSvg(layer.symbols.items.length ? { ...sign, letter: "" } : sign,
            { size: 18 }),
          el("span", {}, layer.title),
          layer.count ? el("span", { class: "gz-count" }, String(layer.count)) : null),
        layer.table
          ? el("a", { href: layer.table, class: "gz-table-link",
            "aria-label": fill(text.table_of, { layer: layer.title }) }, text.table)
          : null),
      state, detail);
    const update = () => {
      box.checked = layer.visible;
      detail.hidden = !layer.visible || !detail.childElementCount;
      state.textContent = stateText(layer, text);
    };
    region.on((changed) => { if (changed === layer) update(); });
    update();
    return line;
  }

  /** Add the panel; `config.groups` lists group titles and the ids of their layers. */
  Region.prototype.addPanel = function (config) {
    const { text, map } = this;
    const groups = config.groups.map((group) => el("fieldset", {},
      el("legend", {}, group.title), ...group.layers.map((id) => row(this, id))));
    const body = el("div", { class: "gz-panel-body", id: config.id }, ...groups,
      el("p", { class: "gz-note gz-note-sign" },
        symbolSvg({ shape: "square", color: "#0072b2" }, { size: 18, approximate: true }),
        text.approximate_legend),
      config.note ? el("p", { class: "gz-note" }, config.note) : null);
    const toggle = el("button", { type: "button", class: "gz-panel-toggle",
      "aria-controls": config.id }, text.layers);
    const open = (is) => {
      body.hidden = !is;
      toggle.setAttribute("aria-expanded", String(is));
    };
    toggle.addEventListener("click", () => open(body.hidden));
    open(map.getSize().x >= NARROW_PX && !config.collapsed);
    const control = L.control({ position: "topright" });
    control.onAdd = () => {
      const box = el("section", { class: "gz-panel", "aria-label": text.layers },
        toggle, body);
      box.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || body.hidden) return;
        event.stopPropagation();           // one key closes one thing
        open(false);
        toggle.focus();
      });
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      return box;
    };
    control.addTo(map);
    this.panelBox = control.getContainer();
    return this;
  };

  /** Room that the map must leave free at its right edge for the open panel. */
  Region.prototype.panelRoom = function () {
    const box = this.panelBox;
    const size = this.map.getSize();
    return box && size.x >= NARROW_PX && box.offsetHeight > size.y / 2
      ? box.offsetWidth + 12 : 0;
  };

  /** Fit the map to bounds, beside the panel and below the search box. */
  Region.prototype.fit = function (bounds, options) {
    const isNarrow = this.map.getSize().x < 500;
    const edge = isNarrow ? 8 : 24;
    const above = isNarrow && this.settings.notice_at === "topleft" ? NOTICE_PX : 0;
    this.map.fitBounds(bounds, { animate: false, paddingTopLeft: [edge, edge + above],
      paddingBottomRight: [edge + this.panelRoom(), edge + 16],
      ...options });
    return this;
  };

  /** Fit the map to what a layer has drawn; leave it as it is if that is nothing. */
  Region.prototype.fitLayer = function (id) {
    return this.setVisible(id, true).then((layer) => {
      const bounds = layer.group.getBounds();
      if (bounds.isValid()) this.fit(bounds.pad(0.15), { maxZoom: 7.5 });
    });
  };
})();
