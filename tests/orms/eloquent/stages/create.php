<?php
use Illuminate\Support\Facades\DB;

operation('versions', fn () => 'Eloquent ' . version('php-illuminate-database') . ', Doctrine DBAL '
    . version('php-doctrine-dbal') . ', PHP ' . PHP_VERSION . ', SQLite ' . DB::connection()->getPdo()->getAttribute(PDO::ATTR_SERVER_VERSION));
operation('create', function () {
    makeTables();
    return joined(tables());
});
