/* Show what the address names after "#": a layer and the key of one of its rows. */
"use strict";
(function () {
  function show() {
    const holder = document.querySelector(".leaflet-container");
    const region = holder && holder.gzRegion;
    const [layer, key] = decodeURIComponent(window.location.hash.slice(1)).split("/");
    if (!region || !layer || !key) return;
    if (layer === "leagues" || layer === "banners") region.showArea(layer, key);
    else if (region.layers.has(layer)) region.show(layer, key);
  }
  window.addEventListener("hashchange", show);
  show();
})();
