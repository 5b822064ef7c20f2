  UPDATE {{ident:child}} SET {{sql:set_live}}
   WHERE {{sql:refers}} AND {{sql:deleted}} AND {{sql:via}} IS NOT NULL{{sql:other_parents_live}};
