  DELETE FROM {{ident:trash}}
   WHERE {{sql:condition}}{{sql:chosen}}{{sql:unbroken}};
