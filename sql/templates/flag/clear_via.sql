  UPDATE {{ident:table}} SET {{ident:via}} = NULL
   WHERE {{sql:is_new_row}} AND {{sql:is_false_via}};
