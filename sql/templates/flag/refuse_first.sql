  SELECT CASE
{{sql:cases}}  END;
