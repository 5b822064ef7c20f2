  UPDATE {{ident:table}} SET {{sql:assignments}}
   WHERE {{sql:key}} IN ({{sql:listed}}) AND {{sql:condition}};
