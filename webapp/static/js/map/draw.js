/* Places set on the map by mouse, finger or keys: the corners of an outline, or a point.
 *
 * GeoZs.drawing(region, { words, style, isPoint, onDone, onStop }).start()
 */
(function () {
  "use strict";

  const GeoZs = (window.GeoZs = window.GeoZs || {});
  const { el, fill } = GeoZs;
  const STEP = 60;                       // pixels that an arrow key moves the map
  const DRAGGED = 5;                     // pixels from which a click was a drag

  class Drawing {
    constructor(region, { words, style, isPoint = false, onDone, onStop }) {
      Object.assign(this, { region, words, style, isPoint, onDone, onStop });
      this.map = region.map;
      this.box = region.map.getContainer();
      this.points = [];                  // corners so far, as [lat, lon]
      this.line = null;
    }

    start() {
      this.cover = this.makeCover();
      this.count = el("span", { role: "status" });
      this.done = this.button(this.words.done, () => this.finish(), "");
      const quiet = " button-quiet";
      const buttons = this.isPoint ? [] : [this.done,
        this.button(this.words.undo, () => this.undo(), quiet)];
      this.bar = el("div", { class: "area-bar" }, el("p", {}, this.words.help), this.count,
        el("span", { class: "actions" }, ...buttons,
          this.button(this.words.cancel, () => this.cancel(), quiet)));
      this.cover.append(el("span", { class: "area-cross", "aria-hidden": "true" }));
      this.box.append(this.cover);
      this.box.classList.add("is-drawing");
      (this.box.closest(".map-frame") || this.box).after(this.bar);   // never over the map
      this.redraw();
      this.box.scrollIntoView({ block: "center" });
      this.bar.scrollIntoView({ block: "nearest" });
      this.cover.focus({ preventScroll: true });
      return this;
    }

    button(text, onclick, look) {
      return el("button", { type: "button", class: `button${look}`, onclick }, text);
    }

    makeCover() {
      let down = null;
      const cover = el("div", { class: "area-cover", tabindex: "0", role: "application",
        "aria-label": this.words.help });
      cover.addEventListener("pointerdown", (event) => {
        down = [event.clientX, event.clientY];
      });
      cover.addEventListener("click", (event) => {
        event.stopPropagation();
        const moved = down && Math.hypot(event.clientX - down[0], event.clientY - down[1]);
        if (moved > DRAGGED) return;     // the map was dragged
        const spot = this.map.mouseEventToContainerPoint(event);
        this.add(this.map.containerPointToLatLng(spot));
      });
      cover.addEventListener("dblclick", (event) => event.stopPropagation());
      cover.addEventListener("keydown", (event) => this.key(event));
      return cover;
    }

    key(event) {
      const { map } = this;
      const moves = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP],
        ArrowDown: [0, STEP] };
      if (moves[event.key]) map.panBy(moves[event.key], { animate: false });
      else if (event.key === "Enter" || event.key === " ") this.add(map.getCenter());
      else if (event.key === "Backspace") this.undo();
      else if (event.key === "Escape") this.cancel();
      else if (event.key === "+" || event.key === "=") map.zoomIn(1, { animate: false });
      else if (event.key === "-") map.zoomOut(1, { animate: false });
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    redraw() {
      if (this.line) this.line.remove();
      const make = this.points.length < 3 ? window.L.polyline : window.L.polygon;
      this.line = make(this.points, this.style).addTo(this.map);
      this.count.textContent = this.isPoint ? ""
        : fill(this.words.points, { count: this.points.length });
      this.done.disabled = this.points.length < 3;
    }

    add(point) {
      this.points.push([point.lat, point.lng]);
      if (this.isPoint) this.finish();
      else this.redraw();
    }

    undo() {
      this.points.pop();
      this.redraw();
    }

    finish() {
      if (!this.isPoint && this.points.length < 3) return;
      this.stop();
      this.onDone(this.points);
    }

    cancel() {
      this.stop();
      if (this.onStop) this.onStop();
    }

    stop() {
      this.cover.remove();
      this.bar.remove();
      this.box.classList.remove("is-drawing");
      if (this.line) this.line.remove();
    }
  }

  /** Begin to draw; at most one drawing goes on at a time. */
  GeoZs.drawing = function (region, options) {
    if (region.drawing) region.drawing.stop();
    region.drawing = new Drawing(region, options).start();
    return region.drawing;
  };
  GeoZs.stopDrawing = function (region) {
    if (region.drawing) region.drawing.stop();
    region.drawing = null;
  };
})();
