  UPDATE {{ident:table}} SET {{ident:time}} = {{sql:now}}, {{ident:via}} = NULL
   WHERE {{sql:is_new_row}} AND ({{sql:is_stale}});
