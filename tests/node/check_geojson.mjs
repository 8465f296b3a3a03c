// Read GeoJSON texts, a JSON array of them, and print what check-geojson finds in each.
import { check, HintError } from "@placemarkio/check-geojson";

let text = "";
for await (const part of process.stdin) text += part;
const found = JSON.parse(text).map((one) => {
  try {
    check(one);
    return [];
  } catch (error) {
    if (error instanceof HintError) return error.issues.map((each) => each.message);
    return [String(error)];
  }
});
process.stdout.write(JSON.stringify(found));
