  DELETE FROM {{ident:trash}}
   WHERE {{sql:condition}}{{sql:chosen}}
     AND ({{sql:violation}}) IS NOT 1;
