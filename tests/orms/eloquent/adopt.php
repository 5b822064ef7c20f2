<?php
// Eloquent's SoftDeletes; ../adoption.py tells what this does.
require_once 'Illuminate/Database/autoload.php';

use Illuminate\Database\Capsule\Manager;
use Illuminate\Database\Eloquent\Model;
use Illuminate\Database\Eloquent\SoftDeletes;
use Illuminate\Database\Schema\Blueprint;

touch('app.db');
$manager = new Manager();
$manager->addConnection(['driver' => 'sqlite', 'database' => 'app.db']);
$manager->setAsGlobal();
$manager->bootEloquent();

class Color extends Model
{
    use SoftDeletes;
    protected $table = 'color';
    public $timestamps = false;
    protected $guarded = [];
}

class Paint extends Color
{
    protected $table = 'paint';
}

function make(): void
{
    foreach (['color', 'paint'] as $name) {
        Manager::schema()->create($name, function (Blueprint $table) use ($name) {
            $table->increments('id');
            $table->string('name');
            $table->softDeletes();
            if ($name === 'paint') {
                $table->integer('color_id');
                $table->foreign('color_id')->references('id')->on('color')->onDelete('cascade');
            }
        });
    }
    foreach (['red', 'blue', 'green'] as $name) {
        Color::create(['name' => $name]);
    }
    foreach (['rose' => 'red', 'cherry' => 'red', 'olive' => 'green'] as $name => $color) {
        Paint::create(['name' => $name, 'color_id' => Color::firstWhere('name', $color)->id]);
    }
    Color::firstWhere('name', 'blue')->delete();
}

[, $step, $name] = $argv;
match ($step) {
    'make' => make(),
    'insert' => Color::create(['name' => $name]),
    'delete' => Color::firstWhere('name', $name)->delete(),
    'restore' => Color::onlyTrashed()->where('name', $name)->restore(),
    'show' => null,
};
echo implode('/', array_map(fn ($model) => $model::orderBy('name')->pluck('name')->implode(','), [Color::class, Paint::class])), "\n";
