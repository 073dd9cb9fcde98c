/* Leaflet draws dashes on a canvas from the beginning of a line, wherever `dashOffset` has them begin; here they begin there. */

export function placeDashes(renderer) {
  renderer._fillStroke = function fillStroke(ctx, layer) {
    ctx.lineDashOffset = Number(layer.options.dashOffset) || 0;
    L.Canvas.prototype._fillStroke.call(this, ctx, layer);
  };
}
