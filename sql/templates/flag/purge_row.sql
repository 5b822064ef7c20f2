  DELETE FROM {{ident:table}} WHERE {{sql:is_row}} AND {{sql:deleted}};
