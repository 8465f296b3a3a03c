/* Popups: what is known of one feature, with units, sources and links. */
(function () {
  "use strict";

  const GeoZs = (window.GeoZs = window.GeoZs || {});
  const { el, fill, formatValue } = GeoZs;

  /** Name in the reader's language first, the other one below it. */
  function names(layer, properties) {
    const zh = properties[layer.name.zh];
    const en = properties[layer.name.en];
    const [first, second] = layer.lang === "en" ? [en, zh] : [zh, en];
    const id = properties.id;
    return { main: first || second || id, other: first ? second : null };
  }

  function valueRows(layer, properties, context) {
    const rows = el("dl", { class: "gz-values" });
    const unknown = [];
    for (const column of layer.columns) {
      const text = formatValue(properties[column.name], column, context);
      if (text === null) {
        if (column.ask) unknown.push(column.title);
        continue;
      }
      rows.append(el("dt", {}, column.title), el("dd", {}, text));
    }
    return { rows, unknown };
  }

  function sourceTitle(source, id, context) {
    if (!source) return id;
    if (!source.date || source.title.includes(source.date)) return source.title;
    return context.lang === "zh" ? `${source.title}（${source.date}）`
      : `${source.title} (${source.date})`;
  }

  /** The first source in full; the others one step away. */
  function sourceList(layer, properties, context) {
    const titles = (properties.source_ids || [])
      .map((id) => sourceTitle(layer.sources[id], id, context));
    if (!titles.length) return null;
    const [first, ...others] = titles;
    return el("div", { class: "gz-source" },
      el("p", {}, context.text.sources + first),
      others.length ? el("details", {},
        el("summary", {}, fill(context.text.more_sources, { count: others.length })),
        el("ul", {}, ...others.map((title) => el("li", {}, title)))) : null);
  }

  /** Only addresses of this site or of the web become links. */
  function isLink(address) {
    return /^(\/(?!\/)|https?:\/\/)/i.test(address);
  }

  function links(layer, properties, context) {
    const found = [];
    const has_page = layer.link && (!properties.kind || !layer.ranked_kinds ||
      layer.ranked_kinds.includes(properties.kind));
    if (properties.href) {
      found.push([properties.href, context.text.details]);
    } else if (has_page) {
      const href = layer.link.replace("{id}", encodeURIComponent(properties.id));
      found.push([href, context.text.details]);
    }
    if (layer.table) found.push([layer.table, context.text.in_table]);
    const items = found.filter(([href]) => isLink(href))
      .map(([href, text]) => el("a", { href }, text));
    return items.length ? el("p", { class: "gz-links" }, ...items) : null;
  }

  /**
   * Build the popup of a feature as elements.
   *
   * `layer` carries columns, name columns, sources and links; `context` the
   * language, the wording and the names of leagues and banners.
   */
  function popupContent(layer, feature, context) {
    const properties = feature.properties;
    const { main, other } = names(layer, properties);
    const { rows, unknown } = valueRows(layer, properties, context);
    const place = context.placeText(properties);
    const head = [];
    if (properties.rank) {
      head.push(el("span", { class: "gz-rank" }, fill(context.text.rank,
        { rank: properties.rank })));
    }
    const body = el("article", { class: "gz-popup", lang: context.htmlLang },
      el("p", { class: "gz-kind" }, [layer.title, place].filter(Boolean).join(" · ")),
      el("h2", { dir: "auto" }, ...head, main),
      other ? el("p", { class: "gz-other", dir: "auto" }, other) : null,
      properties.approximate
        ? el("p", { class: "gz-approximate" },
          context.text[`approximate_${properties.located_by}`] || context.text.approximate)
        : null,
      rows.childElementCount ? rows : null,
      unknown.length
        ? el("p", { class: "gz-unknown" }, context.text.unknown + unknown.join(
          context.lang === "zh" ? "、" : ", "))
        : null,
      sourceList(layer, properties, context),
      properties.confidence
        ? el("p", { class: "gz-source" }, context.text.confidence +
          (context.confidence[properties.confidence] || properties.confidence))
        : null,
      links(layer, properties, context));
    return body;
  }

  Object.assign(GeoZs, { popupContent, featureNames: names });
})();
