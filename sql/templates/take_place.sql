  DELETE FROM {{ident:deleted_view}}
   WHERE {{sql:condition}};
