<?php
// Eloquent, Laravel's ORM, with Doctrine's DBAL for its rebuilds.
[, $stage] = $argv;
define('STORAGE', $argv[2]);

error_reporting(E_ALL & ~E_DEPRECATED);
require 'Illuminate/Database/autoload.php';
require 'Illuminate/Events/autoload.php';
require 'Doctrine/DBAL/autoload.php';
foreach (['models', 'tables', 'telling'] as $file) {
    require __DIR__ . "/$file.php";
}

use Illuminate\Container\Container;
use Illuminate\Database\Capsule\Manager;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Events\Dispatcher;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Facade;
use Illuminate\Support\Facades\Schema;

touch('app.db');
$manager = new Manager();
$manager->addConnection(['driver' => 'sqlite', 'database' => 'app.db', 'foreign_key_constraints' => true]);
$manager->setEventDispatcher(new Dispatcher());
$manager->bootEloquent();
$container = new Container();
$container->instance('db', $manager->getDatabaseManager());
Facade::setFacadeApplication($container);
require __DIR__ . '/recipe.php';

function names(string $class, string ...$names): callable
{
    return fn () => joined($class::whereIn('name', $names)->orderBy('name')->pluck('name'));
}

function both(callable ...$asked): callable
{
    return function () use ($asked) {
        $found = array_filter(array_map(fn ($ask) => $ask(), $asked), fn ($names) => $names !== '-');
        $names = explode(',', implode(',', $found));
        sort($names);
        return joined($names);
    };
}

function colors(string ...$names): callable
{
    return names(Color::class, ...$names);
}

function hexes(string ...$names): callable
{
    return fn () => joined(Color::whereIn('name', $names)->orderBy('name')->get()->map(fn ($c) => "$c->name $c->hex"));
}

function color(string $name): Color
{
    return Color::where('name', $name)->firstOrFail();
}

function add(string $name, ?string $hex = null): Color
{
    return Color::create(['name' => $name, 'hex' => $hex]);
}

function put(string $name, string $hex): int
{
    return Color::upsert([['name' => $name, 'hex' => $hex]], ['name'], ['hex']);
}

function tables(): array
{
    $names = DB::connection()->getDoctrineSchemaManager()->listTableNames();
    sort($names);
    return $names;
}

function columns(): string
{
    return joined(Schema::getColumnListing('color'));
}

function lengthen(): void
{
    Schema::disableForeignKeyConstraints(); // Else the rebuild's DROP TABLE deletes the rows that refer to the table.
    Schema::table('color', fn (Blueprint $table) => $table->string('hex', 9)->nullable()->change());
    Schema::enableForeignKeyConstraints();
}

function trash(string ...$names): string
{
    return joined(DB::table('color_deleted')->whereIn('name', $names)->orderBy('name')->pluck('name'));
}

function restored(string $name): void
{
    if (STORAGE === 'flag') {
        Color::onlyTrashed()->where('name', $name)->firstOrFail()->restore();
    } else {
        restore('color', DB::table('color_deleted')->where('name', $name)->value('id'));
    }
}

function version(string $package): string
{
    return preg_replace('/[+-].*/', '', shell_exec("dpkg-query -W -f '\${Version}' $package"));
}

require __DIR__ . "/stages/$stage.php";
