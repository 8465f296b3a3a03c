// Ask a service by @ogcapi-js/features; print what comes, as JSON.
//   node client.js http://127.0.0.1:8000/ogc
const { FeatureService } = require("@ogcapi-js/features");

async function main(baseUrl) {
  const service = new FeatureService({ baseUrl });
  const first = await service.getFeatures("ports", { limit: 2 });
  return {
    conformance: await service.getConformance(),
    collections: await service.getCollections(),
    collection: await service.getCollection("ports"),
    queryables: await service.getQueryables("ports"),
    first,
    box: await service.getFeatures("ports", { limit: 100, bbox: [115, 45, 120, 50] }),
    text: await service.getFeatures("ports", {
      limit: 100,
      filter: "mode = 'road'",
    }),
    json: await service.getFeatures("ports", {
      limit: 100,
      filter: { op: "=", args: [{ property: "mode" }, "road"] },
    }),
    metres: await service.getFeatures("ports", {
      limit: 1,
      crs: "http://www.opengis.net/def/crs/EPSG/0/3857",
    }),
    one: await service.getFeature("ports", first.features[0].id),
  };
}

main(process.argv[2]).then(
  (found) => process.stdout.write(JSON.stringify(found)),
  (error) => {
    process.stderr.write(String(error && error.stack ? error.stack : error));
    process.exit(1);
  },
);
