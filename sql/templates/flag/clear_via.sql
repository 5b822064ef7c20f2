  UPDATE {{ident:table}} SET {{ident:via}} = NULL
   WHERE {{sql:is_new_row}}{{sql:where_unsettled}};
