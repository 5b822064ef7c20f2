  UPDATE {{ident:table}} SET {{ident:time}} = coalesce({{sql:given_time}}, {{sql:now}}), {{ident:via}} = NULL
   WHERE {{sql:is_new_row}}{{sql:where_unsettled}};
