  UPDATE {{ident:archive}} SET {{ident:state}} = NULL WHERE {{ident:state}} = 1 AND {{sql:is_row}};
  UPDATE softdelete_operation SET number = number + 1{{sql:unless_taken}};
