  UPDATE {{ident:child}} SET {{sql:assignments}}
   WHERE {{sql:refers}} AND {{sql:deleted}};
