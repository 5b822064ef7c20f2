  DELETE FROM {{ident:table}}
   WHERE {{sql:deleted}} AND {{ident:time}} = {{text:mark}};
