  UPDATE {{ident:child}} SET {{sql:set_deleted}}
   WHERE {{sql:refers}} AND {{sql:live}};
