  DELETE FROM {{ident:trash}}
   WHERE {{sql:condition}};
