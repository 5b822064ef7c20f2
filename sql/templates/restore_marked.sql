  UPDATE {{ident:table}} SET {{sql:set_live}}, {{ident:via}} = NULL
   WHERE {{sql:deleted}} AND {{ident:time}} = {{text:mark}};
