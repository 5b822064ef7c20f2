  UPDATE {{ident:table}} SET {{ident:time}} = {{sql:no_time}}, {{ident:via}} = NULL
   WHERE {{sql:is_new_row}} AND ({{ident:time}} IS NOT {{sql:no_time}} OR {{ident:via}} IS NOT NULL);
