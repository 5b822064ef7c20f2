  UPDATE {{ident:table}} SET {{ident:time}} = {{sql:no_time}}, {{ident:via}} = NULL
   WHERE {{sql:is_new_row}}{{sql:where_unsettled}};
