/* Show the API document that the page names. Nothing is fetched from elsewhere. */
"use strict";
(function () {
  const holder = document.getElementById("api-docs");
  const words = JSON.parse(holder.dataset.words || "{}");

  /** Put the words of the page's language where the document has those of both. */
  function translate(spec) {
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

  window.SwaggerUIBundle({
    url: holder.dataset.url,
    domNode: holder,
    deepLinking: true,
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
