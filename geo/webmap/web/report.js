/* What the frame is told of a click: it reads the GeoJSON of the layer, of which the properties matter. */

function asGeoJson(properties) {
  return () => ({ type: "Feature", geometry: null, properties: { clicked_at: Date.now(), ...properties } });
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
