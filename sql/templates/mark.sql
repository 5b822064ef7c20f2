  UPDATE {{ident:table}} SET {{ident:time}} = {{text:mark}}
   WHERE {{sql:rows}};
