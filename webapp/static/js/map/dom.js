/* Elements, symbols and numbers for the maps of geo_zs.
 *
 * Text from data reaches the page through textContent only: `el` makes text nodes
 * of strings and knows no way to take HTML. Nothing here uses innerHTML.
 */
(function () {
  "use strict";

  const GeoZs = (window.GeoZs = window.GeoZs || {});
  const SVG = "http://www.w3.org/2000/svg";

  /** Make an element; strings among `children` become text nodes, null is left out. */
  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? "" : String(value));
    }
    for (const child of children.flat()) {
      if (child === null || child === undefined) continue;
      node.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
    return node;
  }

  function svg(tag, attributes, text) {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) {
      node.setAttribute(name, String(value));
    }
    if (text !== undefined) node.textContent = text;
    return node;
  }

  /** Corner points of the shapes, in a box of 24 × 24. */
  const POLYGONS = {
    square: "4,4 20,4 20,20 4,20",
    diamond: "12,1.5 22.5,12 12,22.5 1.5,12",
    triangle: "12,2.5 22.5,21 1.5,21",
    hexagon: "6.5,2.5 17.5,2.5 23,12 17.5,21.5 6.5,21.5 1,12",
    pentagon: "12,1.5 22.8,9.3 18.7,21.8 5.3,21.8 1.2,9.3",
  };

  /**
   * Draw one map symbol.
   *
   * `symbol` holds shape, color, ink (colour of the letter) and letter. An
   * approximate place is a dashed hollow outline, whatever its shape, so that it is
   * never taken for a surveyed one.
   */
  function symbolSvg(symbol, { size = 20, approximate = false } = {}) {
    const root = svg("svg", {
      viewBox: "0 0 24 24", width: size, height: size,
      "aria-hidden": "true", focusable: "false", class: "gz-symbol",
    });
    if (symbol.shape === "line") {
      root.append(svg("line", { x1: 1, y1: 12, x2: 23, y2: 12, stroke: symbol.color,
        "stroke-width": 2.5, "stroke-dasharray": symbol.dashed ? "5 3" : "none" }));
      return root;
    }
    const paint = approximate
      ? { fill: "#ffffff", "fill-opacity": 0.82, stroke: symbol.edge || symbol.color,
          "stroke-width": 2, "stroke-dasharray": "3.2 2.4" }
      : { fill: symbol.color, stroke: symbol.outline || "#ffffff", "stroke-width": 1.4 };
    if (POLYGONS[symbol.shape]) {
      root.append(svg("polygon", { points: POLYGONS[symbol.shape],
        "stroke-linejoin": "round", ...paint }));
    } else {
      root.append(svg("circle", { cx: 12, cy: 12, r: symbol.shape === "dot" ? 6 : 10,
        ...paint }));
    }
    if (symbol.letter) {
      root.append(svg("text", {
        x: 12, y: symbol.shape === "triangle" ? 18 : 16.4,
        "text-anchor": "middle",
        "font-size": symbol.letter.length > 1 ? 10 : symbol.shape === "triangle" ? 9.5 : 12,
        "font-weight": 600,
        fill: approximate ? "#1f2a30" : symbol.ink || "#ffffff",
      }, symbol.letter));
    }
    return root;
  }

  /** Fill `{name}` places of a text from the page's wording. */
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (all, name) =>
      values[name] === undefined ? all : String(values[name]));
  }

  /** Write a value as the reader of this language expects it; null if unknown. */
  function formatValue(value, column, context) {
    if (value === null || value === undefined || value === "") return null;
    if (Array.isArray(value)) {
      const parts = value.map((item) => formatValue(item, column, context));
      const known = parts.filter((part) => part !== null);
      return known.length ? known.join(context.lang === "zh" ? "、" : ", ") : null;
    }
    if (typeof value === "boolean") return context.text[value ? "yes" : "no"];
    if (column.labels && column.labels[value] !== undefined) return column.labels[value];
    if (column.place) return context.placeName(String(value)) || String(value);
    if (typeof value === "number") {
      const number = column.plain ? String(value)     // else as given, not rounded
        : value.toLocaleString(context.lang === "zh" ? "zh-CN" : "en",
          { maximumFractionDigits: 12 });
      return column.unit ? `${number} ${column.unit}` : number;
    }
    return String(value).replace(/^([\d-]{4,10})(\.\.|\/)([\d-]{4,10})$/, "$1 – $3");
  }

  /** Distance on the sphere, km: enough for the "near by" list of the offline file. */
  function distanceKm(lonA, latA, lonB, latB) {
    const rad = Math.PI / 180;
    const half = Math.sin(((latB - latA) * rad) / 2) ** 2 +
      Math.cos(latA * rad) * Math.cos(latB * rad) *
      Math.sin(((lonB - lonA) * rad) / 2) ** 2;
    return 12742 * Math.asin(Math.min(1, Math.sqrt(half)));
  }

  /** Tell whether a point lies in a GeoJSON Polygon or MultiPolygon (even-odd rule). */
  function contains(geometry, lon, lat) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates]
      : geometry.coordinates;
    return polygons.some((rings) => {
      let inside = false;
      for (const ring of rings) {
        for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
          const [xi, yi] = ring[i];
          const [xj, yj] = ring[j];
          if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) {
            inside = !inside;
          }
        }
      }
      return inside;
    });
  }

  Object.assign(GeoZs, { el, symbolSvg, fill, formatValue, distanceKm, contains });
})();
