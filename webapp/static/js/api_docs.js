/* Show the API document that the page names. Nothing is fetched from elsewhere. */
"use strict";
(function () {
  const holder = document.getElementById("api-docs");
  window.SwaggerUIBundle({
    url: holder.dataset.url,
    domNode: holder,
    deepLinking: true,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    syntaxHighlight: { activated: true, theme: "idea" },
  });
})();
