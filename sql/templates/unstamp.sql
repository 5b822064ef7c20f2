  UPDATE {{ident:table}} SET {{ident:time}} = NULL, {{ident:via}} = NULL
   WHERE {{sql:is_new_row}} AND ({{ident:time}} IS NOT NULL OR {{ident:via}} IS NOT NULL);
