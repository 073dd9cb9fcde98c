/* A layer on a canvas that is out of view stays there, and is neither drawn nor met by a pointer: to add and remove
   hundreds of them costs more than to draw them. */

export function show(layer, isShown) {
  if (Boolean(layer.options.isOut) === !isShown) return;
  Object.assign(layer.options, { isOut: !isShown, interactive: isShown });
  layer.redraw();
}

/* Have a canvas pass over what is out of view. */
export function passOver(renderer) {
  for (const name of ["_updatePoly", "_updateCircle"]) {
    renderer[name] = function drawn(layer, ...rest) {
      if (!layer.options.isOut) L.Canvas.prototype[name].call(this, layer, ...rest);
    };
  }
}
