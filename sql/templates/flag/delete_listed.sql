  DELETE FROM {{ident:table}}
   WHERE {{sql:key}} IN ({{sql:listed}}) AND {{sql:deleted}};
