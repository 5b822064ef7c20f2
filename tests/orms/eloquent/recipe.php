<?php
use Illuminate\Support\Facades\DB;

// The tables were enabled in a shell, as PDO can't load extensions before PHP 8.4. The shell also printed
// softdelete_script(TABLE, 'restore') of each table into restore.sql.
function restorable(): void // With archive storage, once in each connection that restores.
{
    DB::unprepared(file_get_contents('restore.sql'));
}

function restore(string $table, int $key): void
{
    DB::table("{$table}_deleted")->where('id', $key)->update(['is_deleted' => 0]);
}

// Doctrine, which Schema's change() needs, passes over our tables.
DB::connection()->getDoctrineConnection()->getConfiguration()
    ->setSchemaAssetsFilter(fn ($table) => !str_contains($table, 'softdelete'));
