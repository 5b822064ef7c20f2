<?php
use Illuminate\Support\Facades\DB;

DB::connection()->getDoctrineConnection()->getConfiguration()->setSchemaAssetsFilter(null);
operation('Doctrine DBAL, without the filter', fn () => count(tables()) . ' tables');
operation('change(), without suspending or repair', fn () => lengthen(), fn () => DB::table('sqlite_master')
    ->where(['type' => 'trigger', 'tbl_name' => 'color'])->count() . ' triggers left');
