/* What the frame is told of a click: it reads the GeoJSON of the layer, of which the properties matter. A report takes
   along every act that was not answered yet: the frame sends only the last of what is reported within a quarter of a
   second. */
import { Acts } from "#map/switches.js";

export const acts = new Acts();

function asGeoJson(properties) {
  return () => {
    if (properties.project_id) acts.add("project", properties.project_id, true);
    return { type: "Feature", geometry: null, properties: { clicked_at: Date.now(), acts: acts.open, ...properties } };
  };
}

/* Make a layer report a project when it is clicked. */
export function announce(layer, projectId) {
  layer.feature = { type: "Feature", properties: { project_id: projectId }, geometry: null };
  layer.toGeoJSON = asGeoJson({ project_id: projectId });
  return layer;
}

/* Report something that is no layer of its own. */
export function report(state, properties, latlng) {
  state.group.fire("click", { latlng, layer: { toGeoJSON: asGeoJson(properties) } });
}
