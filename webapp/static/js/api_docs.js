/* Show the API document that the page names. Nothing is fetched from elsewhere. */
"use strict";
(function () {
  const holder = document.getElementById("api-docs");
  const words = JSON.parse(holder.dataset.words || "{}");

  /** Say a part of the document in the language of the page, by its sentences. */
  function say(part) {
    if (part === null || typeof part !== "object") return;
    for (const [name, value] of Object.entries(part)) {
      const isText = (name === "summary" || name === "description") &&
        typeof value === "string";
      if (!isText) say(value);
      else if (Object.hasOwn(words.sentences, value)) part[name] = words.sentences[value];
    }
  }

  /** Return what a group is called in the language of the page. */
  function called(tag) {
    return Object.hasOwn(words.tags, tag) ? words.tags[tag] : tag;
  }

  /** Put the words of the page's language into the document. */
  function translate(spec) {
    say(spec);
    for (const tag of spec.tags) tag.name = called(tag.name);
    for (const methods of Object.values(spec.paths)) {
      for (const one of Object.values(methods)) one.tags = one.tags.map(called);
    }
    Object.assign(spec.info, words.info);
    for (const [path, own] of Object.entries(words.operations || {})) {
      const operation = spec.paths[path] && spec.paths[path].get;
      if (!operation) continue;
      operation.summary = own.summary;
      operation.description = own.description;
      for (const parameter of operation.parameters || []) {
        if (Object.hasOwn(own.parameters, parameter.name)) {
          parameter.description = own.parameters[parameter.name];
        }
      }
    }
    return spec;
  }

  /** Let the page have one main part and one heading of the first rank: its own. */
  function withinPage(system) {
    const ranks = { main: "div", h1: "h2" };
    const create = system.React.createElement;
    system.React.createElement = (type, ...rest) => create(ranks[type] || type, ...rest);
    return {};
  }

  window.SwaggerUIBundle({
    url: holder.dataset.url,
    domNode: holder,
    deepLinking: true,
    plugins: [withinPage],
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    syntaxHighlight: { activated: true, theme: "idea" },
    responseInterceptor: (response) => {
      if (words.info && new URL(response.url, document.baseURI).href ===
        new URL(holder.dataset.url, document.baseURI).href) {
        response.text = JSON.stringify(translate(JSON.parse(response.text)));
      }
      return response;
    },
  });
})();
