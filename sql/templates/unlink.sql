  UPDATE {{ident:table}} SET {{ident:column}} = NULL
   WHERE {{sql:deleted}} AND {{ident:time}} = {{text:mark}} AND {{sql:refers_marked}};
