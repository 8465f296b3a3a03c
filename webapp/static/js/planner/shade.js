/* Leagues or banners of the map in the shades of a figure. */
(function () {
  "use strict";

  const data = document.getElementById("shade-data");
  const box = document.querySelector(".leaflet-container");
  const region = box && box.gzRegion;
  if (!data || !region) return;
  const { L } = window;
  const { el } = window.GeoZs;
  const { level, items } = JSON.parse(data.textContent);
  const { map } = region;
  map.createPane("gz-shade").style.zIndex = "305";      // above the land, below borders

  function paint(feature) {
    const item = items[feature.properties.id];
    return { pane: "gz-shade", stroke: true, color: "#8c8776", weight: 0.6,
      fill: true, fillColor: item ? item.fill : "url(#gz-hatch)",
      fillOpacity: item && item.fill.startsWith("#") ? 0.88 : 1 };
  }

  region.base.ready.then(() => {
    L.geoJSON(region.base[level], {
      pane: "gz-shade",
      style: paint,
      onEachFeature: (feature, layer) => {
        const item = items[feature.properties.id];
        if (item) layer.bindTooltip(el("span", {}, item.text), { sticky: true });
      },
    }).addTo(map);
  });
})();
