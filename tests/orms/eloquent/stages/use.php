<?php
use Illuminate\Support\Facades\DB;

operation('insert', fn () => add('red', '#f00')->id, colors('red'));
operation('insert many', fn () => Color::insert([
    ['name' => 'green', 'hex' => '#0f0'], ['name' => 'blue', 'hex' => '#00f'],
    ['name' => 'black', 'hex' => null], ['name' => 'white', 'hex' => null],
]), colors('green', 'blue', 'black', 'white'));
operation('insert related', function () {
    color('red')->paints()->createMany([['name' => 'rose'], ['name' => 'cherry']]);
    (new Paint(['name' => 'olive']))->color()->associate(color('green'))->save();
}, names(Paint::class, 'rose', 'cherry', 'olive'));
$joined = fn () => Paint::join('color', 'color.id', '=', 'paint.color_id');
operation('join', fn () => joined($joined()->orderBy('paint.name')->selectRaw("paint.name || '/' || color.name AS both")
    ->pluck('both')));
operation('find', fn () => Color::find(1)->name . ',' . color('blue')->name . ','
    . (Color::firstWhere('name', 'nosuch')->name ?? 'none'));
operation('list', fn () => joined(Color::orderBy('name')->skip(1)->take(2)->pluck('name')));
operation('count', fn () => Color::count() . ',' . said(Color::where('name', 'red')->exists()));
operation('load related', fn () => joined(Color::with('paints')->firstWhere('name', 'red')->paints->pluck('name')->sort()));
operation('group', fn () => joined($joined()->groupBy('color.name')->orderBy('color.name')
    ->selectRaw("color.name || ' ' || count(*) AS number")->pluck('number')));
operation('update', fn () => color('red')->update(['hex' => '#ff0000']), fn () => color('red')->hex);
operation('update by query', fn () => Color::whereIn('name', ['black', 'white'])->update(['hex' => '#000']),
    hexes('black', 'white'));
operation('upsert', fn () => put('green', '#0e0'), hexes('green'));
$deleteBlack = function () use (&$black) {
    $black = color('black');
    return $black->delete();
};
operation('delete', $deleteBlack, colors('black'));
operation('find deleted', fn () => joined([Color::firstWhere('name', 'black')->name ?? 'none',
    Color::find($black->id)->name ?? 'none', Color::where('name', 'black')->count()]));
$deleteWhite = fn () => Color::where('name', 'white')->delete();
operation('delete by query', $deleteWhite, colors('white'));
operation('delete nothing', $deleteWhite, colors('white'));
operation('delete stale', function () {
    [$first, $second] = [color('blue'), color('blue')];
    $first->delete();
    return $second->delete();
}, colors('blue'));
operation('insert again', fn () => add('black') ? null : null, colors('black'));
operation('upsert deleted', fn () => put('white', '#fff'), hexes('white'));
operation('find or create', function () {
    add('gray', '#777')->delete();
    return Color::firstOrCreate(['name' => 'gray'], ['hex' => '#888'])->wasRecentlyCreated;
}, hexes('gray'));
operation('delete again', $deleteBlack, colors('black'));
operation('returning');
operation('delete many', fn () => Color::destroy(array_map(fn ($name) => add($name)->id, ['navy', 'plum', 'teal'])),
    colors('navy', 'plum', 'teal'));
operation('cascade by the database', function () {
    add('pink')->paints()->createMany([['name' => 'coral'], ['name' => 'salmon']]);
    return color('pink')->delete();
}, both(colors('pink'), names(Paint::class, 'coral', 'salmon')));
operation('cascade by the ORM', function () {
    add('gold')->swatches()->createMany([['name' => 'amber'], ['name' => 'honey']]);
    return color('gold')->delete();
}, both(colors('gold'), names(Swatch::class, 'amber', 'honey')));
operation('set null', function () {
    add('jade')->notes()->create(['text' => 'calm']);
    return color('jade')->delete();
}, fn () => Note::firstWhere('text', 'calm')->text . '/' . (Note::firstWhere('text', 'calm')->color->name ?? 'none'));
operation('restrict', function () {
    $violet = add('indigo')->paints()->create(['name' => 'violet']);
    $violet->sales()->create(['name' => 'first']);
    return $violet->delete();
}, names(Paint::class, 'violet'));
operation('rollback', function () use (&$inside) {
    DB::beginTransaction();
    color('red')->delete();
    $inside = colors('red')();
    DB::rollBack();
}, function () use (&$inside) {
    return "$inside/" . colors('red')();
});
operation('transaction', fn () => DB::transaction(function () {
    color('green')->delete();
    add('green', '#008000');
}), hexes('green'));
operation('lock');
operation('lock stale');
$tags = fn () => joined(color('red')->tags()->orderBy('name')->pluck('name'));
$warm = fn () => Tag::firstWhere('name', 'warm');
operation('tag', fn () => color('red')->tags()->createMany([['name' => 'warm'], ['name' => 'bright']]) ? null : null, $tags);
operation('untag', fn () => color('red')->tags()->detach($warm()), $tags);
operation('tag again', fn () => color('red')->tags()->attach($warm()), $tags);
operation('events', function () {
    $heard = [];
    foreach (['deleting', 'deleted'] as $event) {
        Color::$event(function () use (&$heard, $event) {
            $heard[] = $event;
        });
    }
    add('beige')->delete();
    return joined($heard);
}, colors('beige'));
operation('reload', function () {
    $cyan = add('cyan');
    Color::where('name', 'cyan')->delete();
    return $cyan->refresh()->name;
}, colors('cyan'));
operation('delete all', fn () => Note::query()->delete(), fn () => joined(Note::pluck('text')));
