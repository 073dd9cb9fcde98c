/* The frame of streamlit-folium loads classic scripts one by one and then calls AtlasMap.attach and AtlasMap.show. This
   one brings in the modules: an import map says where each lies, and all are asked for at once. */
window.AtlasMap = (() => {
  "use strict";
  let main;

  function importMap(addresses) {
    const node = document.createElement("script");
    node.type = "importmap";
    node.textContent = JSON.stringify({ imports: addresses });
    document.body.append(node);
  }

  function loaded(addresses) {
    importMap(addresses);
    const modules = Object.keys(addresses).map((name) => import(name));
    return Promise.all(modules).then(() => import("#map/main.js"));
  }

  /* The map says itself what else goes wrong. */
  function fail(map, text) {
    if (map.getContainer().querySelector(".atlas-notice")) return;
    const node = document.createElement("div");
    node.className = "atlas-notice";
    node.setAttribute("role", "alert");
    node.textContent = text;
    map.getContainer().append(node);
  }

  let known;

  return {
    /* What is the same for every map of this process; the modules are on their way before there is a map. */
    prepare(options) {
      known = options;
      main = loaded(options.modules);
    },
    /* The group that reports clicks must be there before the frame looks for layers to listen to. */
    attach(map) {
      const group = L.featureGroup().addTo(map);
      map.atlasReady = main.then((module) => module.attach(map, known, group));
      map.atlasReady.catch((problem) => { fail(map, known.failed); throw problem; });
    },
    show(map, message) { map.atlasReady.then((state) => main.then((module) => module.show(state, message))); },
  };
})();
