/* Ranks the places of an answer by other weights: the steps of geo_zs.matching.
 *
 * `values` is the data block of the page (webapp/match/live.py). `given` holds weights
 * by criterion; what it does not name keeps the weight of the preset.
 */
(function () {
  "use strict";

  const DECIMALS = 1e12;                     // scores that agree so far are a tie
  const round = (value) => Math.round(value * DECIMALS) / DECIMALS;

  /** Weights that sum to 1 in the order of `values.criteria`; null if all are 0. */
  function weigh(values, given) {
    const raw = Object.keys(given).length ? { ...values.base, ...given } : values.plain;
    const list = values.criteria.map((name) => raw[name] || 0);
    const largest = Math.max(...list);
    if (!(largest > 0)) return null;
    const shares = list.map((weight) => weight / largest);
    const total = shares.reduce((sum, share) => sum + share, 0);
    return shares.map((share) => share / total);
  }

  const clip = (utility) => Math.min(Math.max(utility, 0), 1);

  /** Closeness to the best point, measured from the worst one (TOPSIS). */
  function closeness(utilities, weights) {
    let toWorst = 0;
    let toBest = 0;
    weights.forEach((weight, at) => {
      toWorst += (clip(utilities[at]) * weight) ** 2;
      toBest += ((1 - clip(utilities[at])) * weight) ** 2;
    });
    return 1 / (1 + Math.sqrt(toBest) / Math.sqrt(toWorst));
  }

  function nearOf(site, weights) {
    const end = (which) => site.u.map((utility, at) =>
      (site.ends[at] ? site.ends[at][which] : utility));
    return { site, score: round(closeness(site.u, weights)),
      low: round(closeness(end(0), weights)), high: round(closeness(end(1), weights)) };
  }

  /** Score of one site with the ends of its interval: a weighted sum. */
  function sumOf(site, weights) {
    let score = 0;
    let low = 0;
    let high = 0;
    weights.forEach((weight, at) => {
      if (weight === 0) return;
      const ends = site.ends[at];
      score += weight * site.u[at];
      low += weight * (ends ? ends[0] : site.u[at]);
      high += weight * (ends ? ends[1] : site.u[at]);
    });
    return { site, score: round(score), low: round(low), high: round(high) };
  }

  const flag = (value) => (value ? 1 : 0);
  const byId = (a, b) => (a.site.id < b.site.id ? -1 : a.site.id > b.site.id ? 1 : 0);

  /** The site that stands for a place: among equals a verified one, then a sub-park. */
  function first(sites, weights, scoreOf) {
    return sites.map((site) => scoreOf(site, weights)).sort((a, b) =>
      flag(a.site.below) - flag(b.site.below) || a.site.failed - b.site.failed ||
      b.score - a.score || flag(!a.site.verified) - flag(!b.site.verified) ||
      flag(a.site.umbrella) - flag(b.site.umbrella) || byId(a, b))[0];
  }

  /** Give rank, best and worst rank to the entries of one group, in order. */
  function number(group, offset) {
    const above = (name, floor) =>
      group.reduce((count, entry) => count + (entry[name] > floor ? 1 : 0), 0);
    for (const entry of group) {
      entry.rank = offset + 1 + above("score", entry.score);
      entry.best = offset + 1 + above("low", entry.high);
      entry.worst = offset + 1 + above("high", entry.low) -
        (entry.high > entry.low ? 1 : 0);
    }
  }

  /** All places in order: place, site, rank, best, worst, score, low, high. */
  function rank(values, given) {
    const weights = weigh(values, given);
    if (!weights) return null;
    const scoreOf = values.method === "topsis" ? nearOf : sumOf;
    const entries = values.places.map((sites, place) =>
      ({ place, ...first(sites, weights, scoreOf) }));
    entries.sort((a, b) => flag(a.site.below) - flag(b.site.below) ||
      b.score - a.score || byId(a, b));
    const above = entries.filter((entry) => !entry.site.below);
    number(above, 0);
    number(entries.slice(above.length), above.length);
    return { entries, weights };
  }

  window.GeoZsRank = { rank };
})();
