  UPDATE {{ident:child}}
     SET {{sql:set_deleted}}, {{ident:via}} = {{text:parent}}
   WHERE {{sql:live}} AND {{sql:taken_along}};
