<?php
// The first migration.
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

function makeTable(string $name, callable $columns): void
{
    Schema::create($name, function (Blueprint $table) use ($name, $columns) {
        if ($name !== 'color_tag') {
            $table->increments('id');
        }
        $columns($table);
        if (STORAGE === 'flag') {
            $table->softDeletes();
        }
    });
}

function makeTables(): void
{
    makeTable('color', function (Blueprint $table) {
        $table->string('name')->unique();
        $table->string('hex')->nullable();
        $table->integer('version')->default(1);
    });
    makeTable('paint', function (Blueprint $table) {
        $table->string('name');
        $table->integer('color_id');
        $table->foreign('color_id')->references('id')->on('color')->onDelete('cascade');
    });
    makeTable('swatch', function (Blueprint $table) {
        $table->string('name');
        $table->integer('color_id');
        $table->foreign('color_id')->references('id')->on('color');
    });
    makeTable('note', function (Blueprint $table) {
        $table->string('text');
        $table->integer('color_id')->nullable();
        $table->foreign('color_id')->references('id')->on('color')->onDelete('set null');
    });
    makeTable('sale', function (Blueprint $table) {
        $table->string('name');
        $table->integer('paint_id');
        $table->foreign('paint_id')->references('id')->on('paint')->onDelete('restrict');
    });
    makeTable('tag', fn (Blueprint $table) => $table->string('name')->unique());
    makeTable('color_tag', function (Blueprint $table) {
        $table->integer('color_id');
        $table->integer('tag_id');
        $table->foreign('color_id')->references('id')->on('color')->onDelete('cascade');
        $table->foreign('tag_id')->references('id')->on('tag')->onDelete('cascade');
        $table->primary(['color_id', 'tag_id']);
    });
}
